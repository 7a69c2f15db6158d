namespace PhotoScore.Local.Stack;

/// <summary>A failure whose message says all that a person needs.</summary>
internal sealed class StackException(string message) : Exception(message);

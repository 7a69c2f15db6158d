namespace PhotoScore.Trainer.Shell;

/// <summary>A failure whose message says all that a person at a shell needs.</summary>
internal sealed class ShellException(string message) : Exception(message);

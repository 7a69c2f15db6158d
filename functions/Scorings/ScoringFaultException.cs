namespace PhotoScore.Functions.Scorings;

/// <summary>A scoring can't go on, and trying again would not help: the message says what to do.</summary>
internal sealed class ScoringFaultException(string message, Exception? inner = null) : Exception(message, inner);

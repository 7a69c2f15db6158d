namespace PhotoScore.Functions.Datasets;

/// <summary>A build can't go on, and trying again would not help: the message says what to change.</summary>
internal sealed class BuildFaultException(string message, Exception? inner = null) : Exception(message, inner);

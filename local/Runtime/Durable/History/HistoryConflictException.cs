namespace PhotoScore.Local.Runtime.Durable.History;

/// <summary>Someone else wrote where this host wanted to write: it no longer owns the hub.</summary>
internal sealed class HistoryConflictException(string message, Exception? inner = null) : Exception(message, inner);

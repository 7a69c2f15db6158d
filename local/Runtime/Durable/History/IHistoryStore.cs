namespace PhotoScore.Local.Runtime.Durable.History;

/// <summary>Where headers and histories are kept. Every write is conditional on what the writer believes is there.</summary>
internal interface IHistoryStore
{
    Task<StoredHeader?> ReadHeaderAsync(string instanceId, CancellationToken cancellation);

    /// <summary>Writes a header over the version given, or only if there is none when that is null; gives the new version.</summary>
    /// <exception cref="HistoryConflictException">What is there is not what the writer believes.</exception>
    Task<string> WriteHeaderAsync(InstanceHeader header, string? version, CancellationToken cancellation);

    /// <summary>A page of what is known of instances without reading their headers, in the order of their ids.</summary>
    Task<SummaryPage> ListAsync(string prefix, int pageSize, string? continuation, CancellationToken cancellation);

    /// <summary>Removes an instance's header, then everything of its history.</summary>
    Task DeleteAsync(string instanceId, CancellationToken cancellation);

    Task<HistoryLog> ReadLogAsync(string instanceId, string executionId, CancellationToken cancellation);

    /// <summary>Appends events in one piece and gives the new end.</summary>
    /// <exception cref="HistoryConflictException">The history does not end where the writer believes.</exception>
    Task<LogPosition> AppendAsync(
        string instanceId, string executionId, LogPosition end, IReadOnlyList<HistoryEvent> events, CancellationToken cancellation);

    Task DeleteLogAsync(string instanceId, string executionId, CancellationToken cancellation);
}

internal sealed record StoredHeader(InstanceHeader Header, string Version);

internal sealed record SummaryPage(IReadOnlyList<InstanceSummary> Instances, string? Continuation);

/// <summary>A history as it was read.</summary>
internal sealed record HistoryLog(IReadOnlyList<HistoryEvent> Events, LogPosition End);

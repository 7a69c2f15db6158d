using System.Collections.Immutable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PhotoScore.Local.Runtime.Durable.Engine;
using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Runtime.Durable.Client;

/// <summary>Reads instances: from memory while they live, from their headers once they have finished.</summary>
internal sealed class InstanceQueries(HubEngine engine)
{
    public Task Ready => engine.Ready;

    public static OrchestrationMetadata Describe(InstanceHeader header, bool payloads) => new(header.Name, header.InstanceId)
    {
        DataConverter = payloads ? JsonDataConverter.Default : null,
        RuntimeStatus = header.Status,
        CreatedAt = header.CreatedAt,
        LastUpdatedAt = header.UpdatedAt,
        SerializedInput = payloads ? header.Input : null,
        SerializedOutput = payloads ? header.Output : null,
        // The real host gives the text "null" where no status was set.
        SerializedCustomStatus = payloads ? header.CustomStatus ?? "null" : null,
        Tags = header.Tags ?? ImmutableDictionary<string, string>.Empty,
        FailureDetails = header.Failure,
    };

    public async Task<OrchestrationMetadata?> FindAsync(string instanceId, bool payloads, CancellationToken cancellation)
    {
        var header = engine.Find(instanceId)?.View ?? (await engine.Store.ReadHeaderAsync(instanceId, cancellation))?.Header;
        return header is null ? null : Describe(header, payloads);
    }

    public async Task<Page<OrchestrationMetadata>> PageAsync(
        OrchestrationQuery query, string? continuation, int pageSize, CancellationToken cancellation)
    {
        var statuses = query.Statuses?.ToHashSet();
        var found = new List<OrchestrationMetadata>();
        var page = await engine.Store.ListAsync(query.InstanceIdPrefix ?? string.Empty, pageSize, continuation, cancellation);
        foreach (var summary in page.Instances.Select(Refresh).Where(Matches))
        {
            var details = query.FetchInputsAndOutputs
                ? await FindAsync(summary.InstanceId, true, cancellation)
                : Describe(summary);
            if (details is not null)
                found.Add(details);
        }

        return new(found, page.Continuation);

        bool Matches(InstanceSummary summary) =>
            (statuses is null or { Count: 0 } || statuses.Contains(summary.Status))
            && (query.CreatedFrom is null || summary.CreatedAt >= query.CreatedFrom)
            && (query.CreatedTo is null || summary.CreatedAt <= query.CreatedTo);
    }

    public async Task<Page<string>> ListIdsAsync(
        Func<InstanceSummary, bool> matches, int pageSize, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pageSize);
        await Ready.WaitAsync(cancellation);
        var ids = new List<string>();
        var passed = after is null;
        await foreach (var summary in engine.SummariesAsync(string.Empty, cancellation))
        {
            if (passed && matches(Refresh(summary)))
                ids.Add(summary.InstanceId);
            passed |= summary.InstanceId == after;
            if (ids.Count == pageSize)
                return new Page<string>(ids, ids[^1]);
        }

        return new Page<string>(ids);
    }

    private InstanceSummary Refresh(InstanceSummary stored) =>
        engine.Find(stored.InstanceId) is { } live ? InstanceSummary.Of(live.View) : stored;

    private static OrchestrationMetadata Describe(InstanceSummary summary) => new(summary.Name, summary.InstanceId)
    {
        RuntimeStatus = summary.Status,
        CreatedAt = summary.CreatedAt,
        LastUpdatedAt = summary.UpdatedAt,
    };
}

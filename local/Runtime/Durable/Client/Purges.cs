using Microsoft.DurableTask.Client;
using PhotoScore.Local.Runtime.Durable.Engine;
using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Runtime.Durable.Client;

/// <summary>Removes finished instances and, if asked, those that they called.</summary>
internal static class Purges
{
    public static async Task<PurgeResult> PurgeAllAsync(
        HubEngine engine, PurgeInstancesFilter filter, bool recursive, CancellationToken cancellation)
    {
        var statuses = filter.Statuses?.ToHashSet();
        var began = engine.Time.GetTimestamp();
        var matching = new List<string>();
        await foreach (var summary in engine.SummariesAsync(string.Empty, cancellation))
        {
            if (Matches(summary))
                matching.Add(summary.InstanceId);
        }

        var purged = 0;
        foreach (var chunk in matching.Chunk(50))
        {
            if (filter.Timeout is { } limit && engine.Time.GetElapsedTime(began) > limit)
                return new PurgeResult(purged, false);
            purged += await PurgeAsync(engine, chunk, recursive, cancellation);
        }

        return new PurgeResult(purged, true);

        bool Matches(InstanceSummary summary) =>
            summary.IsFinished
            && (statuses is null or { Count: 0 } || statuses.Contains(summary.Status))
            && (filter.CreatedFrom is null || summary.CreatedAt >= filter.CreatedFrom)
            && (filter.CreatedTo is null || summary.CreatedAt <= filter.CreatedTo);
    }

    public static async Task<int> PurgeAsync(HubEngine engine, IReadOnlyList<string> ids, bool recursive, CancellationToken cancellation)
    {
        var purged = 0;
        var children = recursive ? await ChildrenAsync(engine, cancellation) : null;
        var left = new Queue<string>(ids);
        while (left.TryDequeue(out var id))
        {
            if (!await engine.PurgeAsync(id, cancellation))
                continue;
            purged++;
            foreach (var child in children?[id] ?? [])
                left.Enqueue(child);
        }

        return purged;
    }

    private static async Task<ILookup<string, string>> ChildrenAsync(HubEngine engine, CancellationToken cancellation)
    {
        var children = new List<InstanceSummary>();
        await foreach (var summary in engine.SummariesAsync(string.Empty, cancellation))
        {
            if (summary.ParentInstanceId is not null)
                children.Add(summary);
        }

        return children.ToLookup(child => child.ParentInstanceId!, child => child.InstanceId);
    }
}

namespace PhotoScore.Core.Reporting;

/// <summary>The most frequent names.</summary>
/// <param name="Top">Some of them, the most frequent first.</param>
/// <param name="Distinct">How many different names there are; at least so many where <paramref name="Exact"/> is false.</param>
/// <param name="Total">How many times any name was counted.</param>
/// <param name="Exact">False where there were more names than memory should hold: then a count may be too large, and none is too small.</param>
public sealed record RankedCounts(IReadOnlyList<NamedCount> Top, int Distinct, long Total, bool Exact);

/// <summary>How often a name occurs.</summary>
/// <param name="Name">The name, cut short when it is very long.</param>
/// <param name="Count">How often.</param>
public sealed record NamedCount(string Name, long Count);

/// <summary>
/// Counts names in bounded memory: exactly up to <paramref name="capacity"/> names, then as Space-Saving does (Metwally, Agrawal, El Abbadi 2005):
/// a new name takes the place and the count of the rarest.
/// </summary>
/// <param name="capacity">Names held at most.</param>
internal sealed class NameCounter(int capacity = 10_000)
{
    private const int LongestName = 120;
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, (long Count, string Name)> _rarest = new(Comparer<(long Count, string Name)>.Create(
        (a, b) => a.Count != b.Count ? a.Count.CompareTo(b.Count) : string.CompareOrdinal(a.Name, b.Name)));
    private long _total;
    private bool _exact = true;

    public void Add(string? name)
    {
        if (name is null)
            return;
        name = Text.Clip(name, LongestName);
        _total++;
        if (_counts.TryGetValue(name, out var count))
        {
            _counts[name] = count + 1;
            return;
        }
        count = _counts.Count < capacity ? 0 : TakePlace();
        _counts[name] = count + 1;
        _rarest.Enqueue(name, (count + 1, name));
    }

    public RankedCounts Top(int most) => new(
        [.. _counts.OrderByDescending(name => name.Value).ThenBy(name => name.Key, StringComparer.Ordinal).Take(most)
            .Select(name => new NamedCount(name.Key, name.Value))],
        _counts.Count, _total, _exact);

    // The queue knows counts as they were when a name was last seen at its head; what has grown since goes back in.
    private long TakePlace()
    {
        _exact = false;
        while (true)
        {
            _rarest.TryDequeue(out var name, out var known);
            var now = _counts[name!];
            if (now == known.Count)
            {
                _counts.Remove(name!);
                return now;
            }
            _rarest.Enqueue(name!, (now, name!));
        }
    }
}

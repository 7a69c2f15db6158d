using PhotoScore.Functions.Datasets.Chunks;

namespace PhotoScore.Functions.Datasets.Progress;

/// <summary>How far one chunk has come.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="LastHeardAt">When it was committed, or last marked its progress.</param>
/// <param name="Counts">Photos by outcome.</param>
/// <param name="Reused">Whether nothing is fetched for it.</param>
internal sealed record ChunkProgress(DateTimeOffset StartedAt, DateTimeOffset LastHeardAt, IReadOnlyList<(string Outcome, int Count)> Counts, bool Reused = false)
{
    public int Photos { get; } = Counts.Sum(count => count.Count);

    public static ChunkProgress Of(ChunkMarks marks, DateTimeOffset lastHeardAt) =>
        new(marks.StartedAt, lastHeardAt, [.. ChunkTally.Parse(marks.Counts)], marks.Reused);
}

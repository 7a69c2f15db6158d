using System.Globalization;

namespace PhotoScore.Functions.Datasets.Chunks;

/// <summary>What a chunk's blobs say of its progress in their metadata, so that one listing tells of all chunks.</summary>
/// <param name="StartedAt">When this attempt began.</param>
/// <param name="Counts">As <see cref="ChunkTally"/> writes them.</param>
/// <param name="Tar">The tar that a committed chunk names, if any.</param>
/// <param name="Fingerprint">What shaped the photos of a committed chunk; null while it is under way.</param>
/// <param name="Reused">Whether nothing was fetched for it: an earlier version did.</param>
internal sealed record ChunkMarks(DateTimeOffset StartedAt, string Counts, string? Tar = null, string? Fingerprint = null, bool Reused = false)
{
    private const string ShapedBy = "fingerprint";
    private const string TakenOver = "reused";
    private const string TarName = "tar";
    private const string Started = "started";
    private const string Tally = "outcomes";

    public IDictionary<string, string> ToMetadata()
    {
        var metadata = new Dictionary<string, string> { [Started] = StartedAt.ToString("O", CultureInfo.InvariantCulture), [Tally] = Counts };
        if (Tar is not null)
            metadata[TarName] = Tar;
        if (Fingerprint is not null)
            metadata[ShapedBy] = Fingerprint;
        if (Reused)
            metadata[TakenOver] = bool.TrueString;
        return metadata;
    }

    /// <summary>Null when the metadata are not of a chunk.</summary>
    public static ChunkMarks? From(IDictionary<string, string>? metadata) =>
        metadata is not null && metadata.TryGetValue(Started, out var started) && metadata.TryGetValue(Tally, out var counts)
            ? new ChunkMarks(
                DateTimeOffset.Parse(started, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), counts, Optional(metadata, TarName), Optional(metadata, ShapedBy),
                metadata.ContainsKey(TakenOver))
            : null;

    private static string? Optional(IDictionary<string, string> metadata, string name) => metadata.TryGetValue(name, out var value) ? value : null;
}

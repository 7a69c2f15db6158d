using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>A photo that lies in the tar of a chunk.</summary>
internal sealed record StoredPhoto(Candidate Candidate, PhotoFacts Facts, string Tar)
{
    public string Key => Candidate.Key;

    /// <summary>The photos of all chunks, sorted by key.</summary>
    public static IReadOnlyList<StoredPhoto> Sorted(IEnumerable<ChunkLedger> chunks) => SortedRows.ByKey(
        chunks.SelectMany(chunk => chunk.Entries
            .Where(entry => entry.Outcome == Outcomes.Kept)
            .Select(entry => new StoredPhoto(
                entry.Candidate,
                entry.Photo ?? throw new InvalidDataException($"Candidate '{entry.Candidate.Key}' was kept, but its chunk says nothing of the photo."),
                chunk.Tar ?? throw new InvalidDataException($"Candidate '{entry.Candidate.Key}' was kept, but its chunk names no tar.")))),
        photo => photo.Key);
}

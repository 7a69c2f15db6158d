using PhotoScore.Core.Datasets.Assembling;

namespace PhotoScore.Core.Datasets.Sharding;

/// <summary><c>{key}.json</c>: what a reader of a shard may want to know of a photo.</summary>
/// <param name="Id">Its id at its source.</param>
/// <param name="Url">Where it was.</param>
/// <param name="Author">Who made it, if known.</param>
/// <param name="Class">The name of its class.</param>
/// <param name="Score">Its score, if labels come from scores.</param>
/// <param name="Metrics">Numbers that the source knew; sorted by name.</param>
/// <param name="Sha256">Lowercase hex of the original's bytes.</param>
/// <param name="Width">Of the original after EXIF orientation, in pixels.</param>
/// <param name="Height">Of the original after EXIF orientation, in pixels.</param>
public sealed record SampleNotes(
    string Id, string Url, string? Author, string Class, double? Score, IReadOnlyDictionary<string, double> Metrics, string Sha256, int Width, int Height)
{
    internal static SampleNotes Of(AssembledPhoto photo, IReadOnlyList<string> classes) => new(
        photo.Candidate.Id, photo.Candidate.Url, photo.Candidate.Author, classes[photo.Label], photo.Score,
        new SortedDictionary<string, double>(photo.Candidate.Metrics.ToDictionary(), StringComparer.Ordinal),
        photo.Facts.Sha256, photo.Facts.Width, photo.Facts.Height);
}

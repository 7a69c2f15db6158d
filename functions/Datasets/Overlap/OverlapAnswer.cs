using PhotoScore.Core.Naming;

namespace PhotoScore.Functions.Datasets.Overlap;

/// <summary>Which photos of a dataset are the same as those asked for.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Version">Its version.</param>
/// <param name="Photos">How many photos it holds.</param>
/// <param name="Compared">How many photos were compared with it.</param>
/// <param name="Matched">How many of those have a match.</param>
/// <param name="Exact">How many of those have a byte-identical one.</param>
/// <param name="Labels">The labels of the dataset's matched photos, and how many have each.</param>
/// <param name="Errors">Photos that could not be compared.</param>
/// <param name="Matches">A page of matches: by asked photo, the nearest first.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last one.</param>
internal sealed record OverlapAnswer(
    DatasetName Dataset,
    VersionId Version,
    int Photos,
    int Compared,
    int Matched,
    int Exact,
    IReadOnlyDictionary<string, int> Labels,
    IReadOnlyList<OverlapError> Errors,
    IReadOnlyList<OverlapPair> Matches,
    string? Next);

/// <summary>An asked photo and a photo of the dataset that are the same.</summary>
/// <param name="Id">The asked photo.</param>
/// <param name="AskedLabel">Its own label, if it comes from a dataset.</param>
/// <param name="Kind"><c>exact</c> or <c>near</c>.</param>
/// <param name="Distance">Bits in which the hashes differ.</param>
/// <param name="Mirrored">Whether one is like the other's mirror image.</param>
/// <param name="Key">The dataset's photo.</param>
/// <param name="Url">Where that one came from.</param>
/// <param name="Label">That one's label.</param>
/// <param name="Split">That one's split.</param>
internal sealed record OverlapPair(
    string Id, string? AskedLabel, string Kind, int Distance, bool Mirrored, string Key, string Url, string Label, string Split);

/// <summary>A photo that could not be compared.</summary>
/// <param name="Id">Which.</param>
/// <param name="Code">A stable word.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record OverlapError(string Id, string Code, string Message);

/// <summary>The photos that a request asks for.</summary>
/// <param name="Photos">Those that can be compared.</param>
/// <param name="Errors">The others.</param>
internal sealed record AskedPhotos(IReadOnlyList<LabelledPhoto> Photos, IReadOnlyList<OverlapError> Errors);

/// <summary>A photo to compare, and what else is told of it.</summary>
internal sealed record LabelledPhoto(Core.Datasets.Overlaps.OverlapPhoto Photo, string? Label = null, string Url = "", string Split = "");

namespace PhotoScore.Core.Datasets.Reporting;

/// <summary>Where the JPEG of a photo lies that the report shows.</summary>
/// <param name="Tar">The blob of a shard or a chunk.</param>
/// <param name="Offset">Where the JPEG begins.</param>
/// <param name="Length">How many bytes it has.</param>
public readonly record struct PictureSource(string Tar, long Offset, long Length);

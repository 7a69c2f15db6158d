using PhotoScore.Core.Datasets;

namespace PhotoScore.Functions.Scorings;

/// <summary>Some chunks of a scoring, stored together: whoever creates a page first has decided which photos they hold.</summary>
/// <param name="Chunks">Of blobs, or of a dataset's photos; <see cref="MostChunks"/> of them on all pages but the last.</param>
/// <param name="Next">What the next page begins with; null on the last one.</param>
internal sealed record ScoringPage(IReadOnlyList<ScoringChunk> Chunks, string? Next)
{
    /// <summary>Chunks of a page: a few thousand names are in memory at once.</summary>
    public const int MostChunks = 16;

    /// <summary>How many photos the page holds.</summary>
    public int Photos() => Chunks.Sum(chunk => chunk.Blobs?.Count ?? chunk.Slice!.Photos);
}

/// <summary>The photos of one part: blobs, or neighbours in a shard.</summary>
internal sealed record ScoringChunk(IReadOnlyList<BlobToScore>? Blobs = null, ShardSlice? Slice = null);

/// <summary>A blob that was listed.</summary>
/// <param name="Name">Its name in the container.</param>
/// <param name="Bytes">Its length then.</param>
internal sealed record BlobToScore(string Name, long Bytes);

/// <summary>Photos that stand beside each other in a shard.</summary>
/// <param name="Shard">The shard's name, such as <c>test-00000.tar</c>.</param>
/// <param name="Split">The split of its photos.</param>
/// <param name="Offset">Where the first one's tar entry begins.</param>
/// <param name="Photos">How many.</param>
internal sealed record ShardSlice(string Shard, Split Split, long Offset, int Photos);

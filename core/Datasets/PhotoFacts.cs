using PhotoScore.Core.Datasets.Statistics;
using PhotoScore.Core.Deduplication;

namespace PhotoScore.Core.Datasets;

/// <summary>What is known of a candidate once it was fetched, decoded, checked and stored in a chunk's tar.</summary>
public sealed record PhotoFacts
{
    /// <summary>Lowercase hex SHA-256 of the downloaded bytes.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How many bytes the download had.</summary>
    public required long Bytes { get; init; }

    /// <summary>What the bytes are, by their content: <c>jpeg</c>, <c>png</c>, <c>webp</c> or <c>gif</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Difference hash of the fully decoded photo.</summary>
    public required ulong DHash { get; init; }

    /// <summary>Cosine-transform hash of the fully decoded photo.</summary>
    public required ulong PHash { get; init; }

    /// <summary>The hashes of its mirror image; null unless the recipe looks for mirrored duplicates.</summary>
    public MirrorHashes? Mirror { get; init; }

    /// <summary>Its PDQ hash and that of its mirror image; null unless the recipe asks for PDQ.</summary>
    public PdqHashes? Pdq { get; init; }

    /// <summary>Of the original after EXIF orientation, in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Of the original after EXIF orientation, in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Of the stored photo's pixels.</summary>
    public required PhotoMoments Moments { get; init; }

    /// <summary>Where the stored JPEG's bytes begin in the chunk's tar.</summary>
    public required long Offset { get; init; }

    /// <summary>How many bytes the stored JPEG has.</summary>
    public required long Length { get; init; }
}

/// <summary>64-bit hashes of a photo with left and right exchanged.</summary>
/// <param name="DHash">Its difference hash.</param>
/// <param name="PHash">Its cosine-transform hash.</param>
public sealed record MirrorHashes(ulong DHash, ulong PHash);

namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>What counts as the same photo, and what happens to it.</summary>
public sealed record DuplicatesRecipe
{
    /// <summary>The perceptual hash that finds near duplicates.</summary>
    public PerceptualHash Hash { get; init; } = PerceptualHash.DHash;

    /// <summary>Bits in which two hashes of one cluster may differ, 0 to 10. Byte-identical photos are always found.</summary>
    public int MaxDistance { get; init; }

    /// <summary>What happens to a cluster whose photos have different labels.</summary>
    public LabelConflict OnLabelConflict { get; init; } = LabelConflict.DropCluster;
}

/// <summary>A 64-bit hash that survives recompression and resizing.</summary>
public enum PerceptualHash
{
    /// <summary>None: byte-identical photos only.</summary>
    None,

    /// <summary>Difference hash of 9 x 8 grey pixels.</summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("dhash")]
    DHash,

    /// <summary>Hash of the low frequencies of a 32 x 32 cosine transform.</summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("phash")]
    PHash,
}

/// <summary>What happens to a cluster of duplicates whose photos have different labels.</summary>
public enum LabelConflict
{
    /// <summary>No photo of it is kept.</summary>
    DropCluster,

    /// <summary>The photo whose key sorts first is kept, with its own label.</summary>
    KeepFirst,
}

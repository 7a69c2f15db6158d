using System.Text.Json.Serialization;

namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>What counts as the same photo, and what happens to it. Byte-identical photos are always found.</summary>
public sealed record DuplicatesRecipe
{
    /// <summary>The perceptual hash that finds near duplicates.</summary>
    public PerceptualHash Hash { get; init; } = PerceptualHash.DHash;

    /// <summary>Bits in which the hashes of two near duplicates may differ: 0 to <see cref="PerceptualHashes.MaxDistance"/>.</summary>
    public int MaxDistance { get; init; }

    /// <summary>Whether a photo is also compared with the mirror images of the others.</summary>
    public bool Mirror { get; init; }

    /// <summary>A second hash that must agree; none when null.</summary>
    public ConfirmRecipe? Confirm { get; init; }

    /// <summary>
    /// Bits in which any two photos of one cluster may differ. Null lets clusters chain: a photo is in a cluster when it is near to one of its photos, however far
    /// from the others.
    /// </summary>
    public int? MaxDiameter { get; init; }

    /// <summary>What happens to a cluster whose photos have different labels.</summary>
    public LabelConflict OnLabelConflict { get; init; } = LabelConflict.DropCluster;

    /// <summary>Whether photos need this hash.</summary>
    public bool Uses(PerceptualHash hash) => Hash == hash || Confirm?.Hash == hash;
}

/// <summary>A second hash that must agree before two photos are near duplicates.</summary>
public sealed record ConfirmRecipe
{
    /// <summary>Which; not the one that finds.</summary>
    public required PerceptualHash Hash { get; init; }

    /// <summary>Bits in which it may differ.</summary>
    public required int MaxDistance { get; init; }
}

/// <summary>A hash that survives recompression and resizing.</summary>
public enum PerceptualHash
{
    /// <summary>None: byte-identical photos only.</summary>
    None,

    /// <summary>Difference hash of 9 x 8 grey pixels, 64 bits.</summary>
    [JsonStringEnumMemberName("dhash")]
    DHash,

    /// <summary>Hash of the low frequencies of a 32 x 32 cosine transform, 64 bits.</summary>
    [JsonStringEnumMemberName("phash")]
    PHash,

    /// <summary>Meta's hash of the low frequencies of a 64 x 64 cosine transform, 256 bits.</summary>
    [JsonStringEnumMemberName("pdq")]
    Pdq,
}

/// <summary>What the hashes can be asked for.</summary>
public static class PerceptualHashes
{
    /// <summary>Each hash by the word that recipes and requests use for it.</summary>
    public static IReadOnlyDictionary<string, PerceptualHash> ByName { get; } = new Dictionary<string, PerceptualHash>(StringComparer.Ordinal)
    {
        ["dhash"] = PerceptualHash.DHash,
        ["phash"] = PerceptualHash.PHash,
        ["pdq"] = PerceptualHash.Pdq,
        ["none"] = PerceptualHash.None,
    };

    /// <summary>The largest distance that a recipe may ask for: beyond it unlike photos meet by chance.</summary>
    public static int MaxDistance(this PerceptualHash hash) => hash switch
    {
        PerceptualHash.None => 0,
        PerceptualHash.Pdq => 64,
        _ => 16,
    };
}

/// <summary>What happens to a cluster of duplicates whose photos have different labels.</summary>
public enum LabelConflict
{
    /// <summary>No photo of such a cluster is kept; a cluster of one label keeps one.</summary>
    DropCluster,

    /// <summary>No photo of any cluster is kept, conflict or not: what is left has no duplicate at all.</summary>
    DropAll,

    /// <summary>The label that most photos of the cluster have wins, and the first of those photos is kept; when two labels lead equally, none is.</summary>
    Majority,

    /// <summary>The photo whose key sorts first is kept, with its own label.</summary>
    KeepFirst,
}

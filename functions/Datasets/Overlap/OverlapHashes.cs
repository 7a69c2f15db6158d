using System.Globalization;
using System.Text.RegularExpressions;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Overlaps;
using PhotoScore.Core.Deduplication;

namespace PhotoScore.Functions.Datasets.Overlap;

/// <summary>The hashes of a photo that its owner keeps to himself: <c>{ "id", "sha256", "dhash", "phash", "pdq" }</c>, each but the id where he has it.</summary>
internal sealed partial record OverlapHashes(string? Id, string? Sha256, string? Dhash, string? Phash, string? Pdq)
{
    /// <summary>What can be compared; faults are noted under <paramref name="path"/>.</summary>
    public OverlapPhoto ToPhoto(Core.Datasets.Recipes.PerceptualHash hash, string path, IDictionary<string, string[]> faults)
    {
        if (string.IsNullOrEmpty(Id))
            faults[$"{path}.id"] = ["Write a name to find the photo by in the answer."];
        if (Sha256 is not null && !FileHash().IsMatch(Sha256))
            faults[$"{path}.sha256"] = ["Write 64 lower-case hexadecimal digits."];
        var pdq = default(Hash256);
        if (Pdq is not null && !Hash256.TryParse(Pdq, out pdq))
            faults[$"{path}.pdq"] = ["Write 64 hexadecimal digits."];
        var facts = new PhotoFacts
        {
            Sha256 = Sha256 ?? "",
            Bytes = 0,
            Format = "",
            DHash = Read(Dhash, $"{path}.dhash", faults),
            PHash = Read(Phash, $"{path}.phash", faults),
            // A hash of unknown quality is taken at its owner's word.
            Pdq = Pdq is null ? null : new PdqHashes(pdq, pdq, Quality: 100),
            Width = 0,
            Height = 0,
            Moments = default,
            Offset = 0,
            Length = 0,
        };
        var has = Given(hash) is not null;
        if (!has && Sha256 is null)
            faults[path] = ["Give the hash that is compared, or the sha256."];
        return new OverlapPhoto(Id ?? "", facts, has);
    }

    private string? Given(Core.Datasets.Recipes.PerceptualHash hash) => hash switch
    {
        Core.Datasets.Recipes.PerceptualHash.DHash => Dhash,
        Core.Datasets.Recipes.PerceptualHash.PHash => Phash,
        Core.Datasets.Recipes.PerceptualHash.Pdq => Pdq,
        _ => null,
    };

    private static ulong Read(string? hex, string path, IDictionary<string, string[]> faults)
    {
        if (hex is null)
            return 0;
        if (hex.Length == 16 && ulong.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash))
            return hash;
        faults[path] = ["Write 16 hexadecimal digits."];
        return 0;
    }

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex FileHash();
}

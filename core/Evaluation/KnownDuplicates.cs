using System.Numerics;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Deduplication.Joining;
using PhotoScore.Core.Models;

namespace PhotoScore.Core.Evaluation;

/// <summary>Photos that look like one whose label is known.</summary>
public static class KnownDuplicates
{
    /// <summary>
    /// Bits of the difference hash: farther than a dataset usually unites duplicates, near enough that on photos no false pair in a million was seen.
    /// </summary>
    public const int MaxDistance = 10;

    /// <summary>For each of the others the label of the nearest photo of the train split, the first by key of equally near ones; null where none is near.</summary>
    public static IReadOnlyList<int?> Labels(IReadOnlyList<AssembledPhoto> train, IReadOnlyList<AssembledPhoto> others)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(others);
        // Equal hashes stand for one another: a thousand copies must not become half a million pairs.
        var known = train.OrderBy(photo => photo.Key, StringComparer.Ordinal).DistinctBy(photo => photo.Facts.DHash).ToArray();
        ulong[] asked = [.. others.Select(photo => photo.Facts.DHash).Distinct()];
        var nearest = new Dictionary<ulong, (int Distance, int Photo)>();
        HammingJoin.ForEachPair([.. known.Select(photo => photo.Facts.DHash), .. asked], MaxDistance, (a, b) =>
        {
            var (photo, other) = (Math.Min(a, b), Math.Max(a, b) - known.Length);
            if (photo >= known.Length || other < 0)
                return;
            var found = (BitOperations.PopCount(known[photo].Facts.DHash ^ asked[other]), photo);
            if (!nearest.TryGetValue(asked[other], out var best) || found.CompareTo(best) < 0)
                nearest[asked[other]] = found;
        });
        return [.. others.Select(photo => nearest.TryGetValue(photo.Facts.DHash, out var best) ? known[best.Photo].Label : (int?)null)];
    }

    /// <summary>What taking the known labels would change.</summary>
    /// <param name="labels">What <see cref="Labels"/> gave for these photos.</param>
    /// <param name="photos">The model's answers to them.</param>
    /// <param name="recipe">What the dataset took for duplicates, which its splits keep apart.</param>
    public static KnownDuplicatesEffect Effect(IReadOnlyList<int?> labels, AnsweredPhotos photos, DuplicatesRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(recipe);
        var once = new int[photos.Count];
        Array.Fill(once, 1);
        var truth = photos.Labels.ToArray();
        var answers = photos.Answers.ToArray();
        var without = Tally.Of(photos, once);
        var with = Tally.Of(photos.Classes, truth, [.. labels.Select((label, i) => label ?? answers[i])], once);
        return new(
            MaxDistance,
            labels.Count(label => label is not null),
            labels.Index().Count(pair => pair.Item == truth[pair.Index]),
            without.Accuracy,
            with.Accuracy,
            without.BalancedAccuracy,
            with.BalancedAccuracy,
            Note(recipe));
    }

    private static string Note(DuplicatesRecipe recipe) => recipe is { Hash: PerceptualHash.DHash, Confirm: null, MaxDiameter: null, MaxDistance: >= MaxDistance }
        ? $"The dataset unites photos within {recipe.MaxDistance} bits, and duplicates never straddle splits: the count is 0 by construction."
        : $"Duplicates as the dataset unites them never straddle splits: of those the count is 0 by construction. So this asks for photos within {MaxDistance} bits of the difference hash, " +
          "which finds changed copies; in aligned pictures, such as cropped faces, it also finds different ones.";
}

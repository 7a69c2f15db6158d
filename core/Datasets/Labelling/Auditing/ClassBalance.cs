using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Labelling.Auditing;

/// <summary>How many photos each class has in each split.</summary>
internal sealed record ClassBalance(IReadOnlyDictionary<string, IReadOnlyList<int>> BySplit)
{
    private const double Rare = 0.05;

    public static ClassBalance Of(IReadOnlyList<AssembledPhoto> photos, int classes)
    {
        var counts = SplitNames.All.ToDictionary(split => split, _ => new int[classes]);
        foreach (var photo in photos)
            counts[photo.Split][photo.Label]++;
        return new ClassBalance(counts.ToDictionary(pair => pair.Key.Name(), IReadOnlyList<int> (pair) => pair.Value));
    }

    public IEnumerable<DatasetWarning> Warnings(IReadOnlyList<string> classes, SplitRecipe split)
    {
        int[] totals = [.. classes.Select((_, label) => BySplit.Values.Sum(counts => counts[label]))];
        var all = totals.Sum();
        var present = totals.Count(total => total > 0);
        if (all == 0)
            yield break;
        if (present == 1)
        {
            yield return new DatasetWarning("one-class", Text(
                $"All {all} photos are {classes[Array.FindIndex(totals, total => total > 0)]}: there is nothing to tell apart. Add photos of another class, or cut the scores elsewhere."));
            yield break;
        }

        // With very many classes none can have a twentieth: then half of an equal share counts.
        var least = Math.Min(Rare, 0.5 / classes.Count);
        foreach (var (label, total) in totals.Index())
        {
            if (total < least * all)
            {
                yield return new DatasetWarning("rare-class", Text(
                    $"Only {total} of {all} photos ({(double)total / all:P1}) are {classes[label]}: a classifier that never says so is right almost always. Gather more of them, merge classes, or cut the scores elsewhere; judge a model by balanced accuracy."));
            }
            else if (Missing(label, split) is { Length: > 0 } missing)
            {
                yield return new DatasetWarning("class-missing-in-split", Text(
                    $"No photo of class {classes[label]} ({total} in all) is in {string.Join(" or ", missing)}: what a model makes of it there can't be measured. Gather more photos or authors of it, or set split.groupBy to cluster if authors may straddle splits."));
            }
        }
    }

    private string[] Missing(int label, SplitRecipe split) =>
        [.. SplitNames.All.Zip((double[])[split.Train, split.Validation, split.Test])
            .Where(pair => pair.Second > 0 && BySplit[pair.First.Name()][label] == 0)
            .Select(pair => pair.First.Name())];

    private static string Text(FormattableString text) => AuditText.Of(text);
}

using PhotoScore.Core.Datasets.Assembling;

namespace PhotoScore.Core.Datasets.Labelling.Auditing;

/// <summary>The photos that baselines learn from and are tested on. Their labels are numbered anew, without the classes that do not occur.</summary>
internal sealed class ShortcutRows
{
    private const string Purpose = "shortcuts";

    public ShortcutRows(IReadOnlyList<AssembledPhoto> photos, IReadOnlyList<string> classes)
    {
        int[] present = [.. photos.Select(photo => photo.Label).Distinct().Order()];
        var renumbered = present.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        (Photos, Classes) = (photos, [.. present.Select(label => classes[label])]);
        Labels = [.. photos.Select(photo => renumbered[photo.Label])];
    }

    public IReadOnlyList<AssembledPhoto> Photos { get; }

    public IReadOnlyList<string> Classes { get; }

    public int[] Labels { get; }

    public double Chance => 1.0 / Classes.Count;

    public double Majority => (double)Labels.CountBy(label => label).Max(pair => pair.Value) / Labels.Length;

    /// <summary>So many photos at most, drawn by the hash of their keys: the same ones whatever their order.</summary>
    public ShortcutRows Sample(int most, IReadOnlyList<string> classes)
    {
        if (Photos.Count <= most)
            return this;
        ulong[] ranks = [.. Photos.Select(photo => SeededOrder.Rank(Purpose, 0, photo.Key))];
        int[] positions = [.. Enumerable.Range(0, ranks.Length)];
        Array.Sort(ranks, positions);
        return new ShortcutRows([.. positions.Take(most).Order().Select(position => Photos[position])], classes);
    }

    /// <summary>For each photo one of so many folds; an author's photos share one, so that an author can't be recognised across folds.</summary>
    public int[] Folds(int folds) =>
        [.. Photos.Select(photo => (int)(SeededOrder.Rank(Purpose, 1, photo.Candidate.Author ?? photo.Key) % (ulong)folds))];
}

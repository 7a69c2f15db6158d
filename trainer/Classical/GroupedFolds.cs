using PhotoScore.Trainer.Data;

namespace PhotoScore.Trainer.Classical;

/// <summary>Divides photos for cross-validation: groups stay whole, and every fold has about its share of every class.</summary>
internal static class GroupedFolds
{
    private const int Purpose = 0xF01D;

    /// <summary>The fold of each photo, from 0; the largest groups are placed first, each where its classes are rarest. What order the photos come in decides nothing but ties.</summary>
    /// <param name="labels">The class of each photo.</param>
    /// <param name="groups">The group of each photo.</param>
    /// <param name="folds">At least 2.</param>
    /// <param name="seed">Decides among groups of one size.</param>
    public static int[] Assign(IReadOnlyList<int> labels, IReadOnlyList<int> groups, int folds, int seed)
    {
        var classes = labels.Max() + 1;
        double[] totals = [.. Enumerable.Range(0, classes).Select(c => (double)labels.Count(label => label == c))];
        var members = Enumerable.Range(0, labels.Count).GroupBy(photo => groups[photo]).Select(group => group.ToArray()).ToArray();
        var counts = new double[folds, classes];
        var assigned = new int[labels.Count];
        foreach (var group in EpochOrder.Shuffled(members.Length, seed, Purpose).Select(number => members[number]).OrderByDescending(group => group.Length))
        {
            var fold = Enumerable.Range(0, folds).MinBy(candidate => Crowding(candidate, group));
            foreach (var photo in group)
            {
                assigned[photo] = fold;
                counts[fold, labels[photo]]++;
            }
        }

        return assigned;

        // What a fold holds already, as shares of the classes that the group would add.
        double Crowding(int fold, int[] group) => group.Sum(photo => counts[fold, labels[photo]] / totals[labels[photo]]);
    }

    /// <summary>As many folds as the class that the fewest groups have allows; fewer than 2 mean that nothing can be measured.</summary>
    public static int Possible(IReadOnlyList<int> labels, IReadOnlyList<int> groups, int classes, int wanted) =>
        Enumerable.Range(0, classes)
            .Min(c => Enumerable.Range(0, labels.Count).Where(photo => labels[photo] == c).Select(photo => groups[photo]).Distinct().Take(wanted).Count());
}

using System.Globalization;
using PhotoScore.Core.Datasets.Assembling;

namespace PhotoScore.Core.Datasets.Labelling.Auditing;

/// <summary>A number of every photo.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Of">The number.</param>
internal sealed record PhotoNumber(string Name, Func<AssembledPhoto, double> Of);

/// <summary>Predicts labels from a few numbers by a small tree, in five folds.</summary>
internal static class NumberBaseline
{
    private const int Folds = 5;

    /// <summary>Null when the numbers are the same for all photos.</summary>
    public static BaselineResult? Test(PhotoNumber[] numbers, ShortcutRows rows)
    {
        double[][] columns = [.. numbers.Select(number => rows.Photos.Select(number.Of).ToArray())];
        if (columns.All(column => Array.TrueForAll(column, value => value == column[0])))
            return null;

        var folds = rows.Folds(Folds);
        var crossed = new RecallTally(rows.Classes.Count);
        for (var fold = 0; fold < Folds; fold++)
            Measure(crossed, Where(i => folds[i] != fold), Where(i => folds[i] == fold));
        var split = new RecallTally(rows.Classes.Count);
        Measure(split, Where(i => rows.Photos[i].Split == Split.Train), Where(i => rows.Photos[i].Split != Split.Train));
        return new BaselineResult(crossed, split, Example(SmallTree.Fit(columns, rows.Labels, Where(_ => true), rows.Classes.Count)));

        int[] Where(Func<int, bool> chosen) => [.. Enumerable.Range(0, rows.Labels.Length).Where(chosen)];

        void Measure(RecallTally tally, int[] fit, int[] test)
        {
            if (fit.Length == 0)
                return;
            var tree = SmallTree.Fit(columns, rows.Labels, fit, rows.Classes.Count);
            foreach (var row in test)
                tally.Add(rows.Labels[row], tree.Predict(row) == rows.Labels[row] ? 1 : 0);
        }

        string Example(SmallTree tree)
        {
            var totals = rows.Labels.CountBy(label => label).ToDictionary();
            var leaf = tree.Leaves.MaxBy(leaf => leaf.Hits - ((double)leaf.Rows * totals[leaf.Label] / rows.Labels.Length))!;
            var where = string.Join(", ", numbers.Select((number, i) => Range(number.Name, leaf.Low[i], leaf.High[i])).OfType<string>());
            return AuditText.Of($"{(where.Length == 0 ? "any value" : where)}: {leaf.Hits} of {leaf.Rows} are {rows.Classes[leaf.Label]}");
        }
    }

    private static string? Range(string name, double low, double high) => (double.IsFinite(low), double.IsFinite(high)) switch
    {
        (false, false) => null,
        (true, false) => $"{name} at least {Text(low)}",
        (false, true) => $"{name} below {Text(high)}",
        _ => $"{name} from {Text(low)} to below {Text(high)}",
    };

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}

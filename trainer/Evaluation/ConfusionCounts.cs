using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Evaluation;

/// <summary>Answers counted by true and answered class, and the sum of their losses.</summary>
internal sealed class ConfusionCounts(int classes)
{
    private readonly int[][] _counts = [.. Enumerable.Range(0, classes).Select(_ => new int[classes])];

    /// <summary>Row: true class, column: answered class.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Matrix => _counts;

    /// <summary>Sum over photos of the cross-entropy, natural logarithm.</summary>
    public double LossSum { get; private set; }

    public int Photos { get; private set; }

    public void Add(int truth, int answer, double loss)
    {
        _counts[truth][answer]++;
        Photos++;
        LossSum += loss;
    }

    /// <summary>The counts as they were saved in the middle of an epoch.</summary>
    public void Restore(IReadOnlyList<IReadOnlyList<int>> matrix, double lossSum)
    {
        for (var truth = 0; truth < classes; truth++)
        {
            for (var answer = 0; answer < classes; answer++)
                Photos += _counts[truth][answer] = matrix[truth][answer];
        }

        LossSum = lossSum;
    }

    public double Accuracy => Photos == 0 ? 0 : (double)Enumerable.Range(0, classes).Sum(c => _counts[c][c]) / Photos;

    /// <summary>The mean share that was right over the classes that occur.</summary>
    public double BalancedAccuracy
    {
        get
        {
            var recalls = Enumerable.Range(0, classes)
                .Select(c => (Right: _counts[c][c], All: _counts[c].Sum()))
                .Where(c => c.All > 0)
                .Select(c => (double)c.Right / c.All)
                .ToArray();
            return recalls.Length == 0 ? 0 : recalls.Average();
        }
    }

    public SplitMetrics Metrics => new(Photos == 0 ? 0 : LossSum / Photos, Accuracy, BalancedAccuracy);
}

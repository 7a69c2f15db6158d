using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.Linear;

/// <summary>What a linear classifier learns from.</summary>
/// <param name="Features">A row a photo; standardised, or of much the same size.</param>
/// <param name="Labels">The class of each row.</param>
/// <param name="Classes">At least 2.</param>
/// <param name="ClassWeights">What a photo of each class counts.</param>
internal sealed record LinearProblem(FeatureMatrix Features, IReadOnlyList<int> Labels, int Classes, IReadOnlyList<double> ClassWeights)
{
    /// <summary>One for two classes, which speaks for the second; otherwise one a class.</summary>
    public int Outputs => Classes == 2 ? 1 : Classes;

    public double WeightOf(int row) => ClassWeights[Labels[row]];

    /// <summary>Some rows of it.</summary>
    public LinearProblem Take(IReadOnlyList<int> rows) => this with { Features = Features.Take(rows), Labels = [.. rows.Select(row => Labels[row])] };

    /// <summary>Weights that make every class count the same, 1 on average over photos.</summary>
    public static double[] Balanced(IReadOnlyList<int> labels, int classes)
    {
        var counts = new int[classes];
        foreach (var label in labels)
            counts[label]++;
        return [.. counts.Select(count => (double)labels.Count / (classes * Math.Max(1, count)))];
    }
}

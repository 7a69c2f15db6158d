using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical;

/// <summary>What a classifier learns from.</summary>
/// <param name="Rows">The features of every photo, and below them, where asked, those of every mirror image in the same order.</param>
/// <param name="Labels">The class of each photo.</param>
/// <param name="Groups">The number of each photo's group: photos of one group must not be learned from and measured by turns.</param>
/// <param name="Classes">At least 2.</param>
/// <param name="ClassWeights">What a photo of each class counts.</param>
internal sealed record LabelledFeatures(
    FeatureMatrix Rows, IReadOnlyList<int> Labels, IReadOnlyList<int> Groups, int Classes, IReadOnlyList<double> ClassWeights)
{
    public int Photos => Labels.Count;

    /// <summary>The class of each row.</summary>
    public int[] RowLabels => [.. Enumerable.Range(0, Rows.Rows).Select(row => Labels[row % Photos])];

    /// <summary>The rows of photos that fulfil a condition, those of their mirror images included.</summary>
    public int[] RowsOf(Func<int, bool> photo) => [.. Enumerable.Range(0, Rows.Rows).Where(row => photo(row % Photos))];
}

using PhotoScore.Trainer.Classical.Linear;
using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Tests.Classical;

/// <summary>
/// Sixty rows of four features by a formula that any language has, of two classes or three. The numbers that tests expect on them are those of scikit-learn 1.2.1, asked for far more digits
/// than are compared.
/// </summary>
internal static class SomeFeatures
{
    public const int Rows = 60;

    public static FeatureMatrix Matrix { get; } = new(
        [.. from i in Enumerable.Range(0, Rows) from j in Enumerable.Range(0, 4) select (float)(Math.Sin((1.7 * i * (j + 1)) + j) + (i % 3 == j % 3 ? 0.9 : 0))], 4);

    public static int[] Labels(int classes) => [.. Enumerable.Range(0, Rows).Select(i => classes == 3 ? i % 3 : i % 3 == 0 ? 1 : 0)];

    public static LinearProblem Problem(int classes) => new(Matrix, Labels(classes), classes, [.. Enumerable.Repeat(1.0, classes)]);
}

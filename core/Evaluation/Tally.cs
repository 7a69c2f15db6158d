namespace PhotoScore.Core.Evaluation;

/// <summary>Weighted counts of true and answered classes, and what follows from them.</summary>
internal sealed class Tally(int classes)
{
    private readonly long[] _counts = new long[classes * classes];

    /// <summary>Counts photos, each as often as its weight says.</summary>
    public static Tally Of(AnsweredPhotos photos, ReadOnlySpan<int> weights) => Of(photos.Classes, photos.Labels, photos.Answers, weights);

    /// <inheritdoc cref="Of(AnsweredPhotos, ReadOnlySpan{int})"/>
    public static Tally Of(int classes, ReadOnlySpan<int> labels, ReadOnlySpan<int> answers, ReadOnlySpan<int> weights)
    {
        var tally = new Tally(classes);
        for (var i = 0; i < labels.Length; i++)
            tally._counts[(labels[i] * classes) + answers[i]] += weights[i];
        return tally;
    }

    public double Accuracy => (double)Enumerable.Range(0, classes).Sum(c => this[c, c]) / _counts.Sum();

    /// <summary>The mean recall of the classes that occur.</summary>
    public double BalancedAccuracy => Mean(c => Of(c) > 0, Recall);

    /// <summary>The mean over classes that occur or were answered.</summary>
    public double MacroPrecision => Mean(Known, Precision);

    /// <inheritdoc cref="MacroPrecision"/>
    public double MacroRecall => Mean(Known, Recall);

    /// <inheritdoc cref="MacroPrecision"/>
    public double MacroF1 => Mean(Known, F1);

    public IReadOnlyList<IReadOnlyList<int>> Matrix =>
        [.. Enumerable.Range(0, classes).Select(truth => (IReadOnlyList<int>)[.. Enumerable.Range(0, classes).Select(answer => (int)this[truth, answer])])];

    public double Precision(int c) => Ratio(this[c, c], Answered(c));

    public double Recall(int c) => Ratio(this[c, c], Of(c));

    public double F1(int c) => Ratio(2 * this[c, c], Of(c) + Answered(c));

    public long Of(int truth) => Enumerable.Range(0, classes).Sum(answer => this[truth, answer]);

    public long Answered(int answer) => Enumerable.Range(0, classes).Sum(truth => this[truth, answer]);

    private long this[int truth, int answer] => _counts[(truth * classes) + answer];

    private bool Known(int c) => Of(c) > 0 || Answered(c) > 0;

    private double Mean(Func<int, bool> counts, Func<int, double> value) => Enumerable.Range(0, classes).Where(counts).Select(value).DefaultIfEmpty(double.NaN).Average();

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}

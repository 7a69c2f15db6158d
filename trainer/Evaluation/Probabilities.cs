using PhotoScore.Core.Evaluation;

namespace PhotoScore.Trainer.Evaluation;

/// <summary>What a network answered to the photos of a split.</summary>
/// <param name="Classes">How many classes.</param>
/// <param name="Values">One probability a class, photo after photo.</param>
/// <param name="Labels">The true class of each photo.</param>
internal sealed record Probabilities(int Classes, float[] Values, IReadOnlyList<int> Labels)
{
    public int Photos => Labels.Count;

    public ReadOnlySpan<float> this[int photo] => Values.AsSpan(photo * Classes, Classes);

    /// <summary>The probability of one class, photo after photo.</summary>
    public double[] OfClass(int label) => [.. Enumerable.Range(0, Photos).Select(photo => (double)this[photo][label])];

    /// <summary>The class that is answered: by the threshold on the second class for two, otherwise the most probable one.</summary>
    public int Answer(int photo, double? threshold)
    {
        var row = this[photo];
        if (threshold is { } least)
            return row[1] >= least ? 1 : 0;
        var best = 0;
        for (var c = 1; c < row.Length; c++)
        {
            if (row[c] > row[best])
                best = c;
        }

        return best;
    }

    /// <summary>Cross-entropy of one photo, natural logarithm; bounded, since a float probability can round to zero.</summary>
    public double LossOf(int photo) => -Math.Log(Math.Max(this[photo][Labels[photo]], 1e-7));

    /// <summary>Answers counted.</summary>
    public ConfusionCounts Count(double? threshold)
    {
        var counts = new ConfusionCounts(Classes);
        for (var photo = 0; photo < Photos; photo++)
            counts.Add(Labels[photo], Answer(photo, threshold), LossOf(photo));
        return counts;
    }

    /// <summary>The answers at a threshold, as the metrics take them.</summary>
    /// <param name="threshold">Where the second of two classes is answered.</param>
    /// <param name="groups">Which photos belong together; each stands alone when null.</param>
    public AnsweredPhotos Answered(double? threshold, IReadOnlyList<int>? groups = null) => new(
        Classes, Labels, [.. Enumerable.Range(0, Photos).Select(photo => Answer(photo, threshold))], Values, groups ?? [.. Enumerable.Range(0, Photos)]);
}

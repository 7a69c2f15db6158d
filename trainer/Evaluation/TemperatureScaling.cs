namespace PhotoScore.Trainer.Evaluation;

/// <summary>Finds the number that logits are divided by (Guo et al., "On calibration of modern neural networks", 2017).</summary>
internal static class TemperatureScaling
{
    // Beyond it probabilities are all the same, or all certain.
    private const double Most = 100;
    private const int Halvings = 60;

    /// <summary>
    /// The temperature with the least cross-entropy on the validation split, from 0.01 to 100. Targets are those of Platt (1999), a little short of certain: a split
    /// that is answered without a mistake would otherwise ask for certainty. Null where a class is absent, which says nothing of its probability.
    /// </summary>
    /// <param name="logits">One a photo for two classes, otherwise one a class, photo after photo.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="labels">The true class of each photo.</param>
    public static double? Fit(ReadOnlySpan<float> logits, int classes, IReadOnlyList<int> labels)
    {
        var counts = Enumerable.Range(0, classes).Select(c => labels.Count(label => label == c)).ToArray();
        if (counts.Contains(0))
            return null;

        // The loss is convex in 1 / T: its slope is below zero until the least loss, and above after it.
        var (low, high) = (-Math.Log(Most), Math.Log(Most));
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            if (Slope(logits, classes, labels, counts, Math.Exp(middle)) < 0)
                low = middle;
            else
                high = middle;
        }

        return Math.Exp(-(low + high) / 2);
    }

    /// <summary>Probabilities of logits at a temperature.</summary>
    public static Probabilities At(double temperature, ReadOnlySpan<float> logits, int classes, IReadOnlyList<int> labels)
    {
        var values = new float[labels.Count * classes];
        Span<double> row = stackalloc double[classes];
        for (var photo = 0; photo < labels.Count; photo++)
        {
            Read(logits, classes, photo, row);
            Soften(row, 1 / temperature);
            for (var c = 0; c < classes; c++)
                values[(photo * classes) + c] = (float)row[c];
        }

        return new Probabilities(classes, values, labels);
    }

    /// <summary>Sum over photos of the mean logit that the network answers minus the mean one that is wanted.</summary>
    private static double Slope(ReadOnlySpan<float> logits, int classes, IReadOnlyList<int> labels, int[] counts, double inverse)
    {
        var slope = 0.0;
        Span<double> row = stackalloc double[classes], probabilities = stackalloc double[classes];
        for (var photo = 0; photo < labels.Count; photo++)
        {
            Read(logits, classes, photo, row);
            row.CopyTo(probabilities);
            Soften(probabilities, inverse);
            var (label, right) = (labels[photo], (counts[labels[photo]] + 1.0) / (counts[labels[photo]] + 2.0));
            for (var c = 0; c < classes; c++)
                slope += row[c] * (probabilities[c] - (c == label ? right : (1 - right) / (classes - 1)));
        }

        return slope;
    }

    private static void Read(ReadOnlySpan<float> logits, int classes, int photo, Span<double> row)
    {
        if (classes == 2)
        {
            (row[0], row[1]) = (0, logits[photo]);
            return;
        }

        for (var c = 0; c < classes; c++)
            row[c] = logits[(photo * classes) + c];
    }

    private static void Soften(Span<double> row, double inverse)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (var logit in row)
            largest = Math.Max(largest, logit * inverse);
        for (var c = 0; c < row.Length; c++)
            sum += row[c] = Math.Exp((row[c] * inverse) - largest);
        for (var c = 0; c < row.Length; c++)
            row[c] /= sum;
    }
}

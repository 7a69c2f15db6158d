using TorchSharp;

namespace PhotoScore.Trainer.Evaluation;

/// <summary>Reads answers and losses off a training batch's logits, which were computed anyway.</summary>
internal static class LogitAnswers
{
    /// <summary>Adds every photo: a single logit answers the second class from zero on, more logits answer the largest.</summary>
    /// <param name="logits">float [N, 1] or [N, classes].</param>
    /// <param name="labels">The true class of each photo.</param>
    /// <param name="counts">What is added to.</param>
    /// <param name="loss">What each photo cost, where that is known; otherwise its cross-entropy.</param>
    public static void Count(torch.Tensor logits, ReadOnlySpan<long> labels, ConfusionCounts counts, double? loss = null)
    {
        var columns = (int)logits.shape[1];
        var values = logits.data<float>().ToArray();
        for (var photo = 0; photo < labels.Length; photo++)
        {
            var row = values.AsSpan(photo * columns, columns);
            var label = (int)labels[photo];
            if (columns == 1)
                counts.Add(label, row[0] >= 0 ? 1 : 0, loss ?? SoftPlus(label == 1 ? -row[0] : row[0]));
            else
                counts.Add(label, Largest(row), loss ?? LogSumExp(row) - row[label]);
        }
    }

    private static double SoftPlus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static int Largest(ReadOnlySpan<float> row)
    {
        var best = 0;
        for (var i = 1; i < row.Length; i++)
        {
            if (row[i] > row[best])
                best = i;
        }

        return best;
    }

    private static double LogSumExp(ReadOnlySpan<float> row)
    {
        double largest = row[Largest(row)], sum = 0;
        foreach (var logit in row)
            sum += Math.Exp(logit - largest);
        return largest + Math.Log(sum);
    }
}

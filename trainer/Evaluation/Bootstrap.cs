using PhotoScore.Trainer.Data;

namespace PhotoScore.Trainer.Evaluation;

/// <summary>How far a balanced accuracy could have fallen out otherwise.</summary>
internal static class Bootstrap
{
    private const int Resamples = 2000;

    /// <summary>
    /// The 2.5th and 97.5th percentile of the balanced accuracy over resamples of the photos, drawn within each class (Efron 1979, the
    /// percentile interval). The same seed gives the same interval.
    /// </summary>
    public static IReadOnlyList<double> BalancedAccuracyInterval(IReadOnlyList<IReadOnlyList<int>> confusion, int seed)
    {
        var classes = confusion.Select((row, truth) => (Right: row[truth], All: row.Sum())).Where(c => c.All > 0).ToArray();
        if (classes.Length == 0)
            return [0, 0];

        var scores = new double[Resamples];
        for (var resample = 0; resample < Resamples; resample++)
        {
            var random = new CounterRandom(unchecked((ulong)seed), (ulong)resample, ulong.MaxValue);
            foreach (var (right, all) in classes)
            {
                var drawnRight = 0;
                for (var i = 0; i < all; i++)
                    drawnRight += random.Below(all) < right ? 1 : 0;
                scores[resample] += (double)drawnRight / all / classes.Length;
            }
        }

        Array.Sort(scores);
        return [scores[(int)(0.025 * Resamples)], scores[(int)(0.975 * Resamples) - 1]];
    }
}

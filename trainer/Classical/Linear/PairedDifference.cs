namespace PhotoScore.Trainer.Classical.Linear;

/// <summary>How sure the mean difference of two losses of the same photos is.</summary>
internal static class PairedDifference
{
    /// <summary>The standard error of the mean of left - right, where photos of one group may err together.</summary>
    public static double StandardError(IReadOnlyList<double> left, IReadOnlyList<double> right, IReadOnlyList<int> groups)
    {
        var mean = left.Zip(right, (l, r) => l - r).Average();
        var sums = Enumerable.Range(0, left.Count).GroupBy(photo => groups[photo], photo => left[photo] - right[photo] - mean).Select(group => group.Sum()).ToArray();
        return sums.Length < 2 ? 0 : Math.Sqrt(sums.Sum(sum => sum * sum) * sums.Length / (sums.Length - 1)) / left.Count;
    }
}

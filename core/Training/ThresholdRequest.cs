namespace PhotoScore.Core.Training;

/// <summary>What the decision between two classes is chosen for, on the validation split.</summary>
public sealed record ThresholdRequest
{
    /// <summary>What the threshold is to reach.</summary>
    public ThresholdGoal For { get; init; }

    /// <summary>For <see cref="ThresholdGoal.Precision"/> and <see cref="ThresholdGoal.Recall"/> of the second class: how much is wanted, above 0, up to 1.</summary>
    public double? At { get; init; }

    /// <summary>For <see cref="ThresholdGoal.Cost"/>: what an answer costs; row: true class, column: answered class.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Costs { get; init; }
}

/// <summary>What a decision threshold is to reach.</summary>
public enum ThresholdGoal
{
    /// <summary>The highest mean of both classes' recall.</summary>
    BalancedAccuracy,

    /// <summary>The highest F1 of the second class.</summary>
    F1,

    /// <summary>A wanted precision of the second class, at the highest recall.</summary>
    Precision,

    /// <summary>A wanted recall of the second class, at the highest precision.</summary>
    Recall,

    /// <summary>The lowest cost.</summary>
    Cost,
}

/// <summary>What is wrong with a wanted threshold.</summary>
internal static class ThresholdFaults
{
    public static IEnumerable<(string Path, string Fault)> Find(ThresholdRequest? threshold)
    {
        if (threshold is null)
            yield break;
        var wantsAt = threshold.For is ThresholdGoal.Precision or ThresholdGoal.Recall;
        if (wantsAt && threshold.At is not (> 0 and <= 1))
            yield return ("threshold.at", "Must be the wanted share, above 0 and at most 1, such as 0.9.");
        if (!wantsAt && threshold.At is not null)
            yield return ("threshold.at", "Is only for precision and recall; leave it out.");
        if (threshold.For == ThresholdGoal.Cost && !AreCosts(threshold.Costs))
            yield return ("threshold.costs", "Must be [[0, a], [b, 0]]: row the true class, column the answered one, no number negative, and a wrong answer dearer than the right one, such as [[0, 1], [5, 0]].");
        if (threshold.For != ThresholdGoal.Cost && threshold.Costs is not null)
            yield return ("threshold.costs", "Is only for cost; leave it out.");
    }

    private static bool AreCosts(IReadOnlyList<IReadOnlyList<double>>? costs) =>
        costs is [[var right, var falseAlarm], [var miss, var hit]]
        && new[] { right, falseAlarm, miss, hit }.All(cost => double.IsFinite(cost) && cost >= 0)
        && falseAlarm > right && miss > hit;
}

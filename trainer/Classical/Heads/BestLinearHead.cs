using PhotoScore.Core.Models;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Classical.Linear;

namespace PhotoScore.Trainer.Classical.Heads;

/// <summary>
/// The linear classifier that does best on photos left out. All are measured on the same folds, each with its own C, and the first whose loss is within one standard error of the
/// lowest is taken: on few photos the lowest is often chance (the rule of Breiman et al. 1984).
/// </summary>
internal sealed class BestLinearHead(ClassifierSettings settings, int seed) : IHeadFitter
{
    // From the one that chance misleads least to the one that it misleads most; roots did better than standardised features wherever we compared (docs/classical.md).
    private static readonly (string Kind, string Scaling)[] Candidates =
    [
        (ClassifierWords.Logistic, ClassifierWords.Root),
        (ClassifierWords.Svm, ClassifierWords.Root),
        (ClassifierWords.Logistic, ClassifierWords.Standard),
        (ClassifierWords.Svm, ClassifierWords.Standard),
    ];

    public FittedHead Fit(LabelledFeatures data, Action<string> log, CancellationToken cancellation)
    {
        var measured = Candidates
            .Where(candidate => settings.Scaling is null || settings.Scaling == candidate.Scaling)
            .Select(candidate => new LinearHead(settings with { Kind = candidate.Kind, Scaling = candidate.Scaling }, seed))
            .Select(head => (Head: head, Best: head.Choose(data, log, cancellation)))
            .ToArray();
        if (measured[0].Best.LeftOut is null)
            return measured[0].Head.Fit(data, measured[0].Best, cancellation);

        var lowest = measured.MinBy(one => one.Best.LogLoss).Best;
        var errors = measured.Select(one => PairedDifference.StandardError(one.Best.Losses, lowest.Losses, data.Groups)).ToArray();
        var chosen = Enumerable.Range(0, measured.Length).First(i => measured[i].Best.LogLoss - lowest.LogLoss <= errors[i]);
        TriedClassifier[] tried = [.. measured.Select((one, i) => Tried(one.Head.Settings, one.Best, data, errors[i], i == chosen))];
        log($"Taking {tried[chosen].Kind} ({tried[chosen].Scaling}), C {tried[chosen].C:0e0}: the first within one standard error of the lowest log loss, {lowest.LogLoss:F4}.");
        return measured[chosen].Head.Fit(data, measured[chosen].Best, cancellation) with { Tried = tried };
    }

    private static TriedClassifier Tried(ClassifierSettings settings, CandidateC best, LabelledFeatures data, double error, bool chosen) =>
        new(settings.Kind!, settings.Scaling!, best.C, best.LogLoss, best.LeftOut!.BalancedAccuracy(data.Classes), error, chosen);
}

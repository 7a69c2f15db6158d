using System.Globalization;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>After several epochs no answer is better than always naming the most frequent class.</summary>
internal static class NotBetterThanMajority
{
    /// <summary>Epochs after which something should have been learned.</summary>
    public const int Epochs = 5;

    private const string Advice =
        "Look at the dataset's report first: are the labels what they should be, and can a person tell the classes apart? Then try pretrained weights (an architecture that ends in -finetune or -features), more photos, or another learning rate.";

    public static TrainingDiagnosis? Find(TrainingEvidence evidence)
    {
        if (!evidence.HadTime(Epochs) || evidence.Curve.Count == 0 || evidence.Chance > 0.5 || Knows(evidence))
            return null;
        var (best, majority) = (evidence.Curve.MaxBy(epoch => epoch.Validation.BalancedAccuracy)!, MajorityShare(evidence));
        return new(
            DiagnosisCodes.NotBetterThanMajority,
            string.Create(
                CultureInfo.InvariantCulture,
                $"After {evidence.Curve.Count} epochs the best validation balanced accuracy is {best.Validation.BalancedAccuracy:F3}; always answering one class has {evidence.Chance:F3}, and chance alone reaches {Limit(evidence):F3} on so few photos. Always answering the most frequent class has an accuracy of {majority:0.0%}."),
            Advice);
    }

    /// <summary>Whether some epoch's answers, or the order of the newest probabilities, are better than chance gives in one of twenty cases.</summary>
    public static bool Knows(TrainingEvidence evidence) =>
        evidence.Curve.Any(epoch => epoch.Validation.BalancedAccuracy > Limit(evidence)) || Ranks(evidence);

    private static double Limit(TrainingEvidence evidence) => evidence.Chance + (2 * evidence.ChanceError);

    // Where one class is rare, a network may order photos well before any of them passes one half. Hanley, McNeil 1982: without
    // knowledge the area's variance is (m + n + 1) / (12 m n).
    private static bool Ranks(TrainingEvidence evidence)
    {
        if (evidence.Latest is not { } latest)
            return false;
        double rare = latest.ValidationConfusion.Select(row => row.Sum()).Where(count => count > 0).Min(), all = latest.ValidationConfusion.Sum(row => row.Sum());
        var error = Math.Sqrt((all + 1) / (12 * rare * Math.Max(1, all - rare)));
        return latest.Ranking > 0.5 + (3 * error);
    }

    private static double MajorityShare(TrainingEvidence evidence)
    {
        var majority = evidence.TrainCounts.Index().MaxBy(c => c.Item).Index;
        return (double)evidence.ValidationCounts[majority] / evidence.ValidationCounts.Sum();
    }
}

using System.Globalization;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>The network answers every photo alike: a constant, however good its accuracy looks where one class is frequent.</summary>
internal static class Collapsed
{
    /// <summary>Epochs after which a healthy network tells photos apart, if only a little.</summary>
    private const int Epochs = 3;

    /// <summary>A probability that varies less than this over photos is a constant.</summary>
    private const double LeastSpread = 1e-3;

    private const string Advice =
        "Train with batch normalisation (vgg-a-bn instead of vgg-a), from pretrained weights, or with a learning rate ten times smaller and a warm-up; for rare classes also with loss balancedCrossEntropy.";

    public static TrainingDiagnosis? Find(TrainingEvidence evidence)
    {
        var last = evidence.Examinations.TakeLast(Epochs).ToArray();
        if (last.Length == 0 || last.Length < Math.Min(Epochs, evidence.Epochs) || evidence.Chance > 0.5 || !last.All(examination => examination.Spread < LeastSpread))
            return null;
        var spread = string.Create(CultureInfo.InvariantCulture, $"{last[^1].Spread:G2}");
        return new(
            DiagnosisCodes.Collapsed,
            Answered(last[^1]) is { } answer
                ? $"Every validation photo is answered '{evidence.Classes[answer]}', with probabilities that differ by {spread} only; the accuracy is that class's share, {Share(evidence, answer)}, and no more."
                : $"Every validation photo gets the same probabilities, but for {spread}: what is answered hangs on their last decimals.",
            Advice);
    }

    private static int? Answered(EpochExamination latest)
    {
        var answered = Enumerable.Range(0, latest.ValidationConfusion.Count).Where(c => latest.ValidationConfusion.Any(row => row[c] > 0)).ToArray();
        return answered is [var only] ? only : null;
    }

    private static string Share(TrainingEvidence evidence, int answer) =>
        ((double)evidence.ValidationCounts[answer] / evidence.ValidationCounts.Sum()).ToString("0.0%", CultureInfo.InvariantCulture);
}

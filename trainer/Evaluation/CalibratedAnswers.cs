using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Models;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Classical;
using PhotoScore.Trainer.Data;

namespace PhotoScore.Trainer.Evaluation;

/// <summary>What a network answers to the validation split once it is calibrated, on it and on training photos that were left out where there are any.</summary>
/// <param name="Answers">Its answers at that temperature, which are the published file's up to rounding.</param>
/// <param name="LeftOut">The answers at that temperature to training photos that were left out; none where none were.</param>
/// <param name="Calibration">Null where a class is absent; the answers are then the network's own.</param>
internal sealed record CalibratedAnswers(Probabilities Answers, Probabilities LeftOut, ModelCalibration? Calibration)
{
    /// <summary>Asks and calibrates.</summary>
    /// <param name="network">As it is served, but for its temperature.</param>
    /// <param name="validation">The photos.</param>
    /// <param name="leftOut">What was answered to training photos that were not learned from; null for none.</param>
    /// <param name="flips">Whether the network is served with mirror images.</param>
    /// <param name="batchSize">Photos that are asked about at once.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public static CalibratedAnswers Of(Network network, PhotoSet validation, LeftOut? leftOut, bool flips, int batchSize, CancellationToken cancellation)
    {
        var logits = NetworkAnswers.Logits(network, validation, batchSize, cancellation);
        var (others, labels) = leftOut?.Served(flips) is { } known ? (known, leftOut.Labels) : ([], []);
        float[] all = [.. logits, .. others];
        int[] allLabels = [.. validation.Labels, .. labels];
        if (TemperatureScaling.Fit(all, network.ClassCount, allLabels) is not { } temperature)
            return new(At(1, logits, validation.Labels), At(1, others, labels), null);

        var (plain, calibrated) = (At(1, all, allLabels), At(temperature, all, allLabels));
        return new(
            At(temperature, logits, validation.Labels), At(temperature, others, labels), new(temperature, LogLoss(plain), LogLoss(calibrated), Error(plain), Error(calibrated)));

        Probabilities At(double divisor, float[] values, IReadOnlyList<int> truth) => TemperatureScaling.At(divisor, values, network.ClassCount, truth);
    }

    /// <summary>All answers that a threshold may be chosen on.</summary>
    /// <param name="validation">Those to the validation split, of the published file for example.</param>
    public Probabilities Choosing(Probabilities validation) =>
        new(validation.Classes, [.. validation.Values, .. LeftOut.Values], [.. validation.Labels, .. LeftOut.Labels]);

    private static double LogLoss(Probabilities answers) => answers.Count(threshold: null).Metrics.Loss;

    private static double Error(Probabilities answers) => Reliability.ErrorOf(answers.Answered(threshold: null));
}

using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Models;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Data;

namespace PhotoScore.Trainer.Evaluation;

/// <summary>What a network answers to the validation split once it is calibrated on it.</summary>
/// <param name="Answers">Its answers at that temperature, which are the published file's up to rounding.</param>
/// <param name="Calibration">Null where a class is absent; the answers are then the network's own.</param>
internal sealed record CalibratedAnswers(Probabilities Answers, ModelCalibration? Calibration)
{
    /// <summary>Asks and calibrates.</summary>
    /// <param name="network">As it is served, but for its temperature.</param>
    /// <param name="validation">The photos.</param>
    /// <param name="batchSize">Photos that are asked about at once.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public static CalibratedAnswers Of(Network network, PhotoSet validation, int batchSize, CancellationToken cancellation)
    {
        var (logits, labels) = (NetworkAnswers.Logits(network, validation, batchSize, cancellation), validation.Labels);
        var plain = TemperatureScaling.At(1, logits, network.ClassCount, labels);
        if (TemperatureScaling.Fit(logits, network.ClassCount, labels) is not { } temperature)
            return new(plain, null);
        var calibrated = TemperatureScaling.At(temperature, logits, network.ClassCount, labels);
        return new(calibrated, new(temperature, LogLoss(plain), LogLoss(calibrated), Error(plain), Error(calibrated)));
    }

    private static double LogLoss(Probabilities answers) => answers.Count(threshold: null).Metrics.Loss;

    private static double Error(Probabilities answers) => Reliability.ErrorOf(answers.Answered(threshold: null));
}

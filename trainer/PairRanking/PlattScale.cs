using PhotoScore.Trainer.Architectures;
using TorchSharp;

namespace PhotoScore.Trainer.PairRanking;

/// <summary>Scores as probabilities: 1 / (1 + e^-(slope · score + offset)) (Platt 1999).</summary>
/// <param name="Slope">What a score is multiplied by.</param>
/// <param name="Offset">What is then added.</param>
internal sealed record PlattScale(double Slope, double Offset)
{
    private const int MaxSteps = 100;
    private const double SmallStep = 1e-12;
    private const double Ridge = 1e-12;

    /// <summary>
    /// The scale of least cross-entropy on targets that are drawn in a little from 0 and 1, as Platt does, so that few photos don't make sure; by Newton's
    /// method with halved steps (Lin, Lin and Weng 2007).
    /// </summary>
    /// <param name="scores">Of photos that the scores were not learned from.</param>
    /// <param name="labels">1 for those of the second class.</param>
    public static PlattScale Fit(IReadOnlyList<double> scores, IReadOnlyList<int> labels)
    {
        var positives = labels.Count(label => label == 1);
        var (high, low) = ((positives + 1.0) / (positives + 2), 1.0 / (labels.Count - positives + 2));
        double[] targets = [.. labels.Select(label => label == 1 ? high : low)];
        var scale = new PlattScale(0, Math.Log((positives + 1.0) / (labels.Count - positives + 1)));
        var loss = scale.Loss(scores, targets);
        for (var step = 0; step < MaxSteps; step++)
        {
            var (slope, offset) = scale.NewtonStep(scores, targets);
            var part = 1.0;
            PlattScale next;
            double nextLoss;
            do
            {
                next = new PlattScale(scale.Slope - (part * slope), scale.Offset - (part * offset));
                nextLoss = next.Loss(scores, targets);
                part /= 2;
            }
            while (!(nextLoss <= loss) && part > SmallStep);

            if (!(loss - nextLoss > SmallStep * (1 + loss)))
                return nextLoss <= loss ? next : scale;
            (scale, loss) = (next, nextLoss);
        }

        return scale;
    }

    /// <summary>
    /// Makes this scale part of the network: its last dense layer gives one number, so that scaling it is the same layer with other weights.
    /// </summary>
    public void ApplyTo(Network network)
    {
        using var untracked = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var logits = network.Graph.Logits.Name;
        network.State[$"{logits}.weight"].mul_(Slope);
        network.State[$"{logits}.bias"].mul_(Slope).add_(Offset);
    }

    private double Loss(IReadOnlyList<double> scores, double[] targets)
    {
        var sum = 0.0;
        for (var i = 0; i < targets.Length; i++)
        {
            var logit = (Slope * scores[i]) + Offset;
            sum += Math.Max(logit, 0) - (targets[i] * logit) + Math.Log(1 + Math.Exp(-Math.Abs(logit)));
        }

        return sum;
    }

    private (double Slope, double Offset) NewtonStep(IReadOnlyList<double> scores, double[] targets)
    {
        double gradientSlope = 0, gradientOffset = 0, slopes = Ridge, mixed = 0, offsets = Ridge;
        for (var i = 0; i < targets.Length; i++)
        {
            var probability = 1 / (1 + Math.Exp(-((Slope * scores[i]) + Offset)));
            var (error, curvature) = (probability - targets[i], probability * (1 - probability));
            gradientSlope += error * scores[i];
            gradientOffset += error;
            slopes += curvature * scores[i] * scores[i];
            mixed += curvature * scores[i];
            offsets += curvature;
        }

        var determinant = (slopes * offsets) - (mixed * mixed);
        return (((offsets * gradientSlope) - (mixed * gradientOffset)) / determinant, ((slopes * gradientOffset) - (mixed * gradientSlope)) / determinant);
    }
}

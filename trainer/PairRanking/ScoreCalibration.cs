using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Methods;

namespace PhotoScore.Trainer.PairRanking;

/// <summary>Makes a network that ranks answer probabilities.</summary>
internal static class ScoreCalibration
{
    /// <summary>What was learned, with the scale that fits the validation split best multiplied into its weights.</summary>
    public static (Learned Learned, PlattScale Scale) Of(Learned learned, PhotoSet validation, int batchSize, CancellationToken cancellation)
    {
        var scale = PlattScale.Fit(PhotoScores.Of(learned.Network, validation, batchSize, cancellation), validation.Labels);
        scale.ApplyTo(learned.Network);
        using var best = new MemoryStream();
        learned.Network.SaveState(best);
        return (learned with { Best = best.ToArray() }, scale);
    }
}

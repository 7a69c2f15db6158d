using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;

namespace PhotoScore.Trainer.Optimization;

/// <summary>What training makes small.</summary>
/// <param name="Name">One of <see cref="OptimizationWords.Losses"/>.</param>
/// <param name="FocalGamma">For <c>focal</c>.</param>
/// <param name="LabelSmoothing">The part of a label that is shared out among all classes.</param>
internal sealed record LossPlan(string Name, double FocalGamma = 2, double LabelSmoothing = 0)
{
    /// <summary>What belongs to the architecture's loss is not taken over to another one.</summary>
    public static LossPlan For(TrainingRequest request, TrainingDefaults defaults)
    {
        var name = request.Loss ?? defaults.Loss;
        var own = name == defaults.Loss ? defaults : null;
        var plan = new LossPlan(name);
        return plan with
        {
            FocalGamma = request.FocalGamma ?? own?.FocalGamma ?? plan.FocalGamma,
            LabelSmoothing = request.LabelSmoothing ?? own?.LabelSmoothing ?? 0,
        };
    }
}

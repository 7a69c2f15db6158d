using System.Text.Json.Serialization;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;

namespace PhotoScore.Trainer.Optimization;

/// <summary>How a gradient becomes a step.</summary>
/// <param name="Name">One of <see cref="OptimizationWords.Optimizers"/>.</param>
/// <param name="Momentum">For <c>sgd</c> and <c>rmsprop</c>; 0 with the others.</param>
/// <param name="Nesterov">For <c>sgd</c>.</param>
/// <param name="WeightDecay">Of weights; biases and the parameters of norms are left alone.</param>
internal sealed record OptimizerPlan(string Name, double Momentum = 0, bool Nesterov = false, double WeightDecay = 0)
{
    [JsonIgnore]
    public bool HasMomentum => Name is "sgd" or "rmsprop";

    /// <summary>What belongs to the architecture's optimizer is not taken over to another one.</summary>
    public static OptimizerPlan For(TrainingRequest request, TrainingDefaults defaults)
    {
        var name = request.Optimizer ?? defaults.Optimizer;
        var own = name == defaults.Optimizer ? defaults : null;
        var plan = new OptimizerPlan(name);
        var momentum = plan.HasMomentum ? request.Momentum ?? own?.Momentum ?? (name == "sgd" ? 0.9 : 0) : 0;
        return plan with
        {
            Momentum = momentum,
            Nesterov = momentum > 0 && (request.Nesterov ?? own?.Nesterov ?? false),
            // The default of the paper's own implementation: Loshchilov, Hutter 2019.
            WeightDecay = request.WeightDecay ?? own?.WeightDecay ?? (name == "adamw" ? 0.01 : 0),
        };
    }
}

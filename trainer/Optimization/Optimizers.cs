using PhotoScore.Core.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace PhotoScore.Trainer.Optimization;

/// <summary>The optimizers that a request may name, with the settings of the field's papers.</summary>
internal static class Optimizers
{
    // As in Keras, which the studies used.
    private const double Epsilon = 1e-7;

    /// <param name="plan">Which optimizer.</param>
    /// <param name="parameters">What it changes; the caller's.</param>
    /// <param name="learningRate">Until <see cref="SetLearningRate"/> sets another.</param>
    public static OptimizerHelper Create(OptimizerPlan plan, IEnumerable<Parameter> parameters, double learningRate)
    {
        var groups = Groups(parameters, plan.WeightDecay);
        return plan.Name switch
        {
            // Kingma, Ba 2015.
            "adam" => torch.optim.Adam(groups.Select(group => new Adam.ParamGroup(group.Parameters, learningRate, eps: Epsilon, weight_decay: group.Decay))),
            // Loshchilov, Hutter 2019.
            "adamw" => torch.optim.AdamW(groups.Select(group => new AdamW.ParamGroup(group.Parameters, learningRate, eps: Epsilon, weight_decay: group.Decay))),
            // With the constants of Keras.
            "rmsprop" => torch.optim.RMSProp(groups.Select(group => new RMSProp.ParamGroup(
                group.Parameters, learningRate, eps: Epsilon, alpha: 0.9, weight_decay: group.Decay, momentum: plan.Momentum))),
            "sgd" => torch.optim.SGD(groups.Select(group => new SGD.ParamGroup(
                group.Parameters, learningRate, plan.Momentum, weight_decay: group.Decay, nesterov: plan.Nesterov)), learningRate),
            _ => throw new ArgumentException($"There is no optimizer '{plan.Name}'. Choose one of {string.Join(", ", OptimizationWords.Optimizers)}.", nameof(plan)),
        };
    }

    public static void SetLearningRate(torch.optim.Optimizer optimizer, double learningRate)
    {
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = learningRate;
    }

    // Biases and the scales of norms have one dimension, and nothing is won by drawing them to zero (He et al. 2018, "Bag of tricks").
    private static IEnumerable<(Parameter[] Parameters, double Decay)> Groups(IEnumerable<Parameter> parameters, double decay) =>
        parameters.GroupBy(parameter => parameter.dim() > 1).Select(group => (group.ToArray(), group.Key ? decay : 0));
}

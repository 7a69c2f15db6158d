using TorchSharp;
using TorchSharp.Modules;

namespace PhotoScore.Trainer.Optimization;

/// <summary>The optimizers that a request may name, with the settings of the field's papers.</summary>
internal static class Optimizers
{
    public static OptimizerHelper Create(string name, IEnumerable<Parameter> parameters, double learningRate) => name switch
    {
        // Kingma, Ba 2015; epsilon as in Keras, which the studies used.
        "adam" => torch.optim.Adam(parameters, learningRate, beta1: 0.9, beta2: 0.999, eps: 1e-7),
        // Keras' RMSprop: alpha 0.9, epsilon 1e-7.
        "rmsprop" => torch.optim.RMSProp(parameters, learningRate, alpha: 0.9, eps: 1e-7),
        "sgd" => torch.optim.SGD(parameters, learningRate, momentum: 0.9),
        _ => throw new ArgumentException($"There is no optimizer '{name}'. Choose adam, rmsprop or sgd.", nameof(name)),
    };

    public static void SetLearningRate(torch.optim.Optimizer optimizer, double learningRate)
    {
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = learningRate;
    }
}

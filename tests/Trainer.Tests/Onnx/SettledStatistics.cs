using PhotoScore.Trainer.Architectures;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Onnx;

/// <summary>Moving statistics of batch norms as training leaves them.</summary>
internal static class SettledStatistics
{
    private const int Passes = 2;

    /// <summary>Moves the statistics to what they become on such photos, as many steps of training would.</summary>
    public static void Of(Network network, torch.Tensor photos)
    {
        using var untracked = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        network.TrainFrom(null);
        // The last norm of a residual block begins at zero, and then the block could be anything.
        foreach (var (_, scale) in network.State.Where(pair => pair.Key.EndsWith("weight", StringComparison.Ordinal) && !pair.Value.any().item<bool>()))
            scale.fill_(0.5);
        for (var pass = 0; pass < Passes; pass++)
            network.Logits(photos, training: true);
        // What is left of the first moments, 0 and 1, when each pass takes a tenth of the way.
        var left = Math.Pow(0.9, Passes);
        foreach (var (name, tensor) in network.State.Where(pair => pair.Key.Contains("running_", StringComparison.Ordinal)))
            tensor.sub_(name.EndsWith("var", StringComparison.Ordinal) ? left : 0).div_(1 - left);
    }
}

using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>What a parameter holds before training.</summary>
public enum Initialization
{
    /// <summary>Zeros: biases, moving means.</summary>
    Zeros,

    /// <summary>Ones: scales, moving variances.</summary>
    Ones,

    /// <summary>Uniform within ±√(6 / (fan in + fan out)) (Glorot and Bengio 2010); what Keras does unless told.</summary>
    GlorotUniform,

    /// <summary>Normal with variance 2 / fan in (He et al. 2015); for deep networks of ReLUs.</summary>
    HeNormal,
}

/// <summary>Fills parameters.</summary>
internal static class Initializations
{
    /// <summary>A new tensor; the same numbers for the same state of <paramref name="random"/>.</summary>
    public static torch.Tensor Create(this ParameterSpec spec, torch.Generator random)
    {
        using var untracked = torch.no_grad();
        var tensor = torch.zeros([.. spec.Dimensions], torch.float32);
        return spec.Initialization switch
        {
            Initialization.Zeros => tensor,
            Initialization.Ones => tensor.fill_(1),
            Initialization.GlorotUniform => tensor.uniform_(-Limit(spec), Limit(spec), random),
            Initialization.HeNormal => tensor.normal_(0, Math.Sqrt(2.0 / spec.FanIn), random),
            _ => throw new InvalidOperationException($"{spec.Name} has no initialization."),
        };
    }

    private static double Limit(ParameterSpec spec) => Math.Sqrt(6.0 / (spec.FanIn + spec.FanOut));
}

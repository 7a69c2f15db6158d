namespace PhotoScore.Trainer.Weights.Torch;

/// <summary>How much of a file may be something else than numbers.</summary>
internal static class TorchLimits
{
    /// <summary>The pickle of a model with a thousand tensors takes 150 kB.</summary>
    public const int MostPickleBytes = 8 << 20;
}

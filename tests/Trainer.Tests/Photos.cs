using TorchSharp;

namespace PhotoScore.Trainer.Tests;

/// <summary>Batches of photos whose content does not matter.</summary>
internal static class Photos
{
    /// <summary>Noise, uint8 [count, 56, 56, 3], the same for the same seed.</summary>
    public static torch.Tensor Batch(int count, int seed = 1, int side = 56)
    {
        var pixels = new byte[count * side * side * 3];
        new Random(seed).NextBytes(pixels);
        return torch.tensor(pixels, [count, side, side, 3], torch.uint8);
    }
}

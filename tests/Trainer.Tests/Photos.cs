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

    /// <summary>
    /// Pictures as cameras take them, in that most of the light changes slowly from place to place: blots of every size, and a little noise. uint8
    /// [count, height, width, 3], the same for the same seed.
    /// </summary>
    public static torch.Tensor Scenes(int count, int height, int width, int seed = 1)
    {
        using var scope = torch.NewDisposeScope();
        using var random = new torch.Generator((ulong)seed, torch.CPU);
        var light = torch.full([count, 3, height, width], 128f);
        foreach (var (cells, strength) in new[] { (2, 50.0), (5, 35.0), (14, 25.0), (56, 10.0), (Math.Min(height, width), 4.0) })
        {
            var blots = torch.empty(count, 3, cells, cells).normal_(0, strength, random);
            light.add_(torch.nn.functional.interpolate(blots, [height, width], mode: torch.InterpolationMode.Bilinear, align_corners: false));
        }

        return light.clamp_(0, 255).permute(0, 2, 3, 1).contiguous().to(torch.uint8).MoveToOuterDisposeScope();
    }
}

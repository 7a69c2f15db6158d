using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Architectures.Layers;

public sealed class NormalizeTests
{
    [Fact]
    public void Forward_in_half_precision_leaves_planes_pixel_by_pixel()
    {
        using var scope = torch.NewDisposeScope();

        var planes = Forward(torch.bfloat16);

        // [N, C, H, W] of two photos of 4 x 5: neighbours in memory are a pixel's channels.
        Assert.Equal([2, 3, 4, 5], planes.shape);
        Assert.Equal([60, 1, 15, 3], planes.stride());
    }

    [Fact]
    public void Forward_in_full_precision_on_a_processor_puts_plane_after_plane()
    {
        using var scope = torch.NewDisposeScope();

        Assert.Equal([60, 20, 5, 1], Forward(torch.float32).stride());
    }

    [Fact]
    public void Forward_gives_the_same_numbers_in_either_order()
    {
        using var scope = torch.NewDisposeScope();

        var (planes, pixels) = (Forward(torch.float32), Forward(torch.bfloat16));

        Assert.Equal(0, (planes - pixels).abs().max().item<float>());
        // The first photo's pixel in row 1, column 2 is the seventh; green is its second value.
        Assert.Equal((float)(((((1 * 5) + 2) * 3) + 1) / 255.0), planes[0, 1, 1, 2].item<float>(), 1e-6f);
    }

    private static torch.Tensor Forward(torch.ScalarType precision)
    {
        var pixels = torch.arange(2 * 4 * 5 * 3).remainder(256).to(torch.uint8).reshape(2, 4, 5, 3);
        using var random = new torch.Generator(1, torch.CPU);
        return new Normalize(PixelNormalization.UnitScale).Forward([pixels], new LayerState(new Dictionary<string, torch.Tensor>(), "normalize", training: true, random, precision));
    }
}

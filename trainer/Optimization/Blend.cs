using TorchSharp;

namespace PhotoScore.Trainer.Optimization;

/// <summary>Carries out a step's blends. Tensors belong to the scope that it is made and called in.</summary>
internal sealed class Blend(MixupDraw draw, torch.Device device)
{
    private readonly torch.Tensor _partners = torch.tensor(draw.Partners, device: device);

    /// <summary>uint8 [length, H, W, 3]: a part of the batch, blended; rounding to whole bytes keeps the network's input what it is elsewhere.</summary>
    public torch.Tensor Pixels(torch.Tensor pixels, int start, int length)
    {
        using var scope = torch.NewDisposeScope();
        var others = pixels.index_select(0, _partners.narrow(0, start, length)).to(torch.float32);
        var own = pixels.narrow(0, start, length).to(torch.float32);
        return own.mul_(draw.Share).add_(others, 1 - draw.Share).round_().to(torch.uint8).MoveToOuterDisposeScope();
    }

    /// <summary>float [N, classes]: the whole batch's labels, blended in the same way.</summary>
    public torch.Tensor Targets(torch.Tensor targets)
    {
        using var scope = torch.NewDisposeScope();
        return ((targets * draw.Share) + (targets.index_select(0, _partners) * (1 - draw.Share))).MoveToOuterDisposeScope();
    }
}

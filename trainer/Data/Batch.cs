using TorchSharp;

namespace PhotoScore.Trainer.Data;

/// <summary>Photos and classes for one step, in memory that the next but few batches use again. Give it back by disposing it.</summary>
internal sealed class Batch : IDisposable
{
    private readonly Action<Batch> _giveBack;
    private readonly torch.Tensor _pixels;
    private readonly torch.Tensor _labels;

    public Batch(int capacity, int width, int height, Action<Batch> giveBack)
    {
        _giveBack = giveBack;
        PixelBytes = GC.AllocateUninitializedArray<byte>(capacity * width * height * 3, pinned: true);
        LabelValues = GC.AllocateUninitializedArray<long>(capacity, pinned: true);
        _pixels = torch.frombuffer(PixelBytes, torch.uint8).reshape(capacity, height, width, 3).DetachFromDisposeScope();
        _labels = torch.frombuffer(LabelValues, torch.int64).DetachFromDisposeScope();
    }

    public byte[] PixelBytes { get; }

    public long[] LabelValues { get; }

    /// <summary>How many photos it holds now; none once it is given back, until it is filled again.</summary>
    public int Count { get; set; }

    /// <summary>uint8 [Count, H, W, 3], a view: valid until this batch is given back. The caller disposes it.</summary>
    public torch.Tensor Pixels() => _pixels.narrow(0, 0, Count);

    /// <summary>int64 [Count], a view: valid until this batch is given back. The caller disposes it.</summary>
    public torch.Tensor Labels() => _labels.narrow(0, 0, Count);

    public void Dispose()
    {
        Count = 0;
        _giveBack(this);
    }

    /// <summary>Frees the tensors; the batch is not used again.</summary>
    public void Free()
    {
        _pixels.Dispose();
        _labels.Dispose();
    }
}

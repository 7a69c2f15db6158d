using System.Runtime.InteropServices;
using PhotoScore.Trainer.Native;
using TorchSharp;

namespace PhotoScore.Trainer.Data;

/// <summary>Photos and classes for one step, in memory that the next but few batches use again. Give it back by disposing it.</summary>
internal sealed class Batch : IDisposable
{
    private readonly Action<Batch> _giveBack;
    private readonly torch.Tensor _pixels;
    private readonly torch.Tensor _labels;
    private readonly float[] _features;

    /// <param name="capacity">Photos at most.</param>
    /// <param name="photos">What kind of photos.</param>
    /// <param name="giveBack">Called when it is free again.</param>
    public Batch(int capacity, PhotoSet photos, Action<Batch> giveBack)
    {
        _giveBack = giveBack;
        PixelBytes = photos.Features > 0 ? [] : GC.AllocateUninitializedArray<byte>(capacity * photos.PhotoBytes, pinned: true);
        _features = GC.AllocateUninitializedArray<float>(capacity * photos.Features, pinned: true);
        LabelValues = GC.AllocateUninitializedArray<long>(capacity, pinned: true);
        _pixels = (photos.Features > 0
            ? torch.frombuffer(_features, torch.float32).reshape(capacity, photos.Features)
            : torch.frombuffer(PixelBytes, torch.uint8).reshape(capacity, photos.Height, photos.Width, 3)).DetachFromDisposeScope();
        _labels = torch.frombuffer(LabelValues, torch.int64).DetachFromDisposeScope();
    }

    /// <summary>The pixels; empty where there are features in their place.</summary>
    public byte[] PixelBytes { get; }

    /// <summary>Pixels or features, one photo after another.</summary>
    public Span<byte> Bytes => PixelBytes.Length > 0 ? PixelBytes.AsSpan() : MemoryMarshal.AsBytes(_features.AsSpan());

    public long[] LabelValues { get; }

    /// <summary>How many photos it holds now; none once it is given back, until it is filled again.</summary>
    public int Count { get; set; }

    /// <summary>uint8 [Count, H, W, 3], or float [Count, features], a view: valid until this batch is given back. The caller disposes it.</summary>
    public torch.Tensor Pixels() => _pixels.narrow(0, 0, Count);

    /// <summary>int64 [Count], a view: valid until this batch is given back. The caller disposes it.</summary>
    public torch.Tensor Labels() => _labels.narrow(0, 0, Count);

    public void Dispose()
    {
        Count = 0;
        _giveBack(this);
        // Whatever was done with it is done, and its tensors are free.
        HeapHoles.AfterBatch();
    }

    /// <summary>Frees the tensors; the batch is not used again.</summary>
    public void Free()
    {
        _pixels.Dispose();
        _labels.Dispose();
    }
}

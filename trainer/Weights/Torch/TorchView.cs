using TorchSharp;

namespace PhotoScore.Trainer.Weights.Torch;

/// <summary>A tensor as a pickle describes it: where in a storage its numbers lie. It never reaches outside of the storage.</summary>
internal sealed class TorchView
{
    private const int MostDimensions = 16;

    private readonly long _offset;
    private readonly long[] _strides;

    /// <exception cref="InvalidDataException">Some of its numbers would lie outside of the storage.</exception>
    public TorchView(TorchStorage storage, long offset, long[] shape, long[] strides)
    {
        if (shape.Length != strides.Length || shape.Length > MostDimensions || shape.Any(size => size < 0) || offset < 0 || offset > storage.Count)
            throw new InvalidDataException($"A tensor of storage '{storage.Key}' has a shape or an offset that is not possible.");
        if (!shape.Contains(0) && !Fits(storage, offset, shape, strides))
            throw new InvalidDataException($"A tensor reaches outside of its storage '{storage.Key}' of {storage.Count} numbers.");
        (Storage, _offset, Shape, _strides) = (storage, offset, shape, strides);
    }

    public TorchStorage Storage { get; }

    public long[] Shape { get; }

    /// <summary>The tensor, of its storage's type and of the caller's; read from the storage's bytes.</summary>
    public torch.Tensor Of(byte[] bytes)
    {
        using var scope = torch.NewDisposeScope();
        var storage = torch.empty([Storage.Count], Storage.Type.Type);
        bytes.CopyTo(storage.bytes);
        return storage.as_strided(Shape, Shape.Contains(0) ? Contiguous(Shape) : _strides, _offset).clone().MoveToOuterDisposeScope();
    }

    private static bool Fits(TorchStorage storage, long offset, long[] shape, long[] strides)
    {
        var last = (Int128)offset;
        for (var i = 0; i < shape.Length; i++)
        {
            if (strides[i] < 0)
                return false;
            last += (Int128)(shape[i] - 1) * strides[i];
        }

        return last < storage.Count;
    }

    // Of a tensor without numbers any strides are right, and a hostile file's need not be tried on native code.
    private static long[] Contiguous(long[] shape) => new long[shape.Length];
}

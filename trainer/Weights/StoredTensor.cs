using TorchSharp;

namespace PhotoScore.Trainer.Weights;

/// <summary>A tensor that lies in a file.</summary>
/// <param name="type">How the file holds its numbers.</param>
/// <param name="shape">Its dimensions.</param>
/// <param name="read">Gives it in the file's type; the tensor is the caller's.</param>
internal sealed class StoredTensor(torch.ScalarType type, IReadOnlyList<long> shape, Func<torch.Tensor> read)
{
    public torch.ScalarType Type => type;

    public IReadOnlyList<long> Shape => shape;

    /// <summary>Whether it holds floating-point numbers.</summary>
    public bool IsFloating => type is torch.ScalarType.Float16 or torch.ScalarType.BFloat16 or torch.ScalarType.Float32 or torch.ScalarType.Float64;

    /// <summary>Reads it: float32, in the order of its shape. The tensor is the caller's.</summary>
    /// <exception cref="InvalidDataException">The file ends before it does.</exception>
    public torch.Tensor Read()
    {
        using var untracked = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return read().to(torch.float32).contiguous().MoveToOuterDisposeScope();
    }

    public override string ToString() => $"[{string.Join(", ", shape)}]";
}

using TorchSharp;

namespace PhotoScore.Trainer.Weights.Torch;

/// <summary>A run of numbers in a file of <c>torch.save</c>, of which tensors are views.</summary>
/// <param name="Key">The file's name for it.</param>
/// <param name="Type">Its numbers.</param>
/// <param name="Count">How many.</param>
internal sealed record TorchStorage(string Key, TorchNumbers Type, long Count)
{
    /// <summary>Bytes in the file; 0 to 2^31 - 1, since no array can hold more.</summary>
    public int Bytes => (int)(Count * Type.Bytes);
}

/// <summary>A kind of number that a storage can hold.</summary>
/// <param name="Type">As Torch calls it.</param>
/// <param name="Bytes">Of one.</param>
internal sealed record TorchNumbers(torch.ScalarType Type, int Bytes);

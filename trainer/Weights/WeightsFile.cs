using PhotoScore.Trainer.Weights.Torch;

namespace PhotoScore.Trainer.Weights;

/// <summary>
/// A file of weights, made by anybody: safetensors, or what <c>torch.save</c> writes, in its zip form (1.6 and later) or the one before. Its
/// tensors are read from the file one by one as they are asked for, so that what it declares costs nothing.
/// </summary>
internal sealed class WeightsFile : IDisposable
{
    private const string WrapperPrefix = "module.";

    private readonly IDisposable? _source;

    /// <param name="tensors">As the file names them.</param>
    /// <param name="metadata">What else its author wrote.</param>
    /// <param name="source">Disposed with this.</param>
    internal WeightsFile(IReadOnlyDictionary<string, StoredTensor> tensors, WeightsMetadata metadata, IDisposable? source) =>
        (Tensors, Metadata, _source) = (Unwrap(tensors), metadata, source);

    /// <summary>Every tensor by its name in the model, without the <c>module.</c> that DataParallel puts before it.</summary>
    public IReadOnlyDictionary<string, StoredTensor> Tensors { get; }

    public WeightsMetadata Metadata { get; }

    /// <summary>Opens a file by what it holds, whatever its name.</summary>
    /// <param name="stream">Seekable, read from its beginning; it stays the caller's, and open for as long as the result is used.</param>
    /// <exception cref="InvalidDataException">It is broken, of another kind, or does what no file of weights needs.</exception>
    public static WeightsFile Open(Stream stream)
    {
        stream.Position = 0;
        Span<byte> head = stackalloc byte[TorchLegacyFile.Head.Length];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        if (head[..read].StartsWith(TorchZipFile.Head))
            return TorchZipFile.Open(stream);
        return head[..read].SequenceEqual(TorchLegacyFile.Head) ? TorchLegacyFile.Open(stream) : SafeTensorsWeights.Open(stream);
    }

    public void Dispose() => _source?.Dispose();

    private static IReadOnlyDictionary<string, StoredTensor> Unwrap(IReadOnlyDictionary<string, StoredTensor> tensors) =>
        tensors.Count > 0 && tensors.Keys.All(name => name.StartsWith(WrapperPrefix, StringComparison.Ordinal))
            ? tensors.ToDictionary(pair => pair.Key[WrapperPrefix.Length..], pair => pair.Value)
            : tensors;
}

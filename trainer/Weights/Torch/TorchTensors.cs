namespace PhotoScore.Trainer.Weights.Torch;

/// <summary>Makes a file of weights of what a pickle describes and of the storages beside it.</summary>
internal static class TorchTensors
{
    /// <param name="root">What the pickle holds.</param>
    /// <param name="read">A storage's bytes, exactly as many as it has.</param>
    /// <param name="source">Disposed with the result.</param>
    /// <exception cref="InvalidDataException">There is no tensor.</exception>
    public static WeightsFile Open(object? root, Func<TorchStorage, byte[]> read, IDisposable? source)
    {
        // Tensors of one storage stand side by side in a state dictionary: the last one read is enough.
        (TorchStorage Storage, byte[] Bytes)? last = null;
        var tensors = StateDictionary.In(root).ToDictionary(
            pair => pair.Key, pair => new StoredTensor(pair.Value.Storage.Type.Type, pair.Value.Shape, () => pair.Value.Of(Bytes(pair.Value.Storage))));
        return new WeightsFile(tensors, WeightsMetadata.None, source);

        byte[] Bytes(TorchStorage storage)
        {
            if (last is not { } found || !ReferenceEquals(found.Storage, storage))
                last = found = (storage, read(storage));
            return found.Bytes;
        }
    }
}

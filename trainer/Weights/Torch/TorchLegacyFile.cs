using System.Buffers.Binary;
using PhotoScore.Trainer.Weights.Pickles;

namespace PhotoScore.Trainer.Weights.Torch;

/// <summary>
/// What <c>torch.save</c> wrote before 1.6, and torchvision's older files are: five pickles (a magic number, a protocol, the machine, the
/// object, the storages' keys), then each storage, a count of eight bytes before it.
/// </summary>
internal static class TorchLegacyFile
{
    private const long Protocol = 1001;
    private const string LittleEndian = "little_endian";

    /// <summary>What such a file begins with: the magic number's pickle.</summary>
    public static ReadOnlySpan<byte> Head => [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];

    /// <exception cref="InvalidDataException">It is broken, or does what no file of weights needs.</exception>
    public static WeightsFile Open(Stream stream)
    {
        var bytes = new byte[Math.Min(stream.Length, TorchLimits.MostPickleBytes)];
        stream.ReadExactly(bytes);
        var world = new TorchWorld();
        var (reader, position) = (new PickleReader(world), Head.Length);
        if (Next() is not Protocol)
            throw new InvalidDataException($"The file is of another protocol than {Protocol}.");
        if (Next() is not PickleDictionary machine || machine.Items.GetValueOrDefault(LittleEndian) is not true)
            throw new InvalidDataException("The file was not written on a little-endian machine, and others are not read here.");
        var root = Next();
        var keys = Next() is List<object?> list ? list : throw new InvalidDataException("The file lacks the list of its storages.");
        var places = Places(stream, position, keys, world.Known);
        return TorchTensors.Open(root, storage => Read(stream, places[storage.Key], storage.Bytes), source: null);

        object? Next()
        {
            var value = reader.Read(bytes.AsSpan(position), out var length);
            position += length;
            return value;
        }
    }

    /// <summary>Where each storage's bytes begin.</summary>
    private static Dictionary<string, long> Places(Stream stream, long position, List<object?> keys, IReadOnlyDictionary<string, TorchStorage> storages)
    {
        var places = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (key is not string name || !storages.TryGetValue(name, out var storage))
                throw new InvalidDataException("The file lists a storage that nothing in it uses.");
            var count = BinaryPrimitives.ReadInt64LittleEndian(Read(stream, position, sizeof(long)));
            if (count != storage.Count)
                throw new InvalidDataException($"Storage '{name}' has {count} numbers instead of {storage.Count}.");
            position += sizeof(long);
            if (!places.TryAdd(name, position) || storage.Bytes > stream.Length - position)
                throw new InvalidDataException($"Storage '{name}' comes twice, or the file ends within it.");
            position += storage.Bytes;
        }

        return storages.Keys.FirstOrDefault(name => !places.ContainsKey(name)) is { } missing
            ? throw new InvalidDataException($"The file lacks the numbers of storage '{missing}'.")
            : places;
    }

    private static byte[] Read(Stream stream, long position, int length)
    {
        if (length > stream.Length - position)
            throw new InvalidDataException("The file ends early.");
        var bytes = new byte[length];
        stream.Position = position;
        stream.ReadExactly(bytes);
        return bytes;
    }
}

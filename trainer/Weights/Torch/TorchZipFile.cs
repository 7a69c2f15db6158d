using System.IO.Compression;
using PhotoScore.Trainer.Weights.Pickles;

namespace PhotoScore.Trainer.Weights.Torch;

/// <summary>
/// What <c>torch.save</c> writes since 1.6: a zip without compression that holds <c>data.pkl</c> and each storage as <c>data/{key}</c>.
/// </summary>
internal static class TorchZipFile
{
    /// <summary>What such a file begins with.</summary>
    public static ReadOnlySpan<byte> Head => "PK\x03\x04"u8;

    private const string Pickle = "data.pkl";

    /// <exception cref="InvalidDataException">It is broken, or does what no file of weights needs.</exception>
    public static WeightsFile Open(Stream stream)
    {
        var archive = Sound(() => new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true));
        try
        {
            return Open(archive, Sound(() => archive.Entries));
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private static WeightsFile Open(ZipArchive archive, IReadOnlyCollection<ZipArchiveEntry> entries)
    {
        var pickle = entries.Where(entry => entry.FullName == Pickle || entry.FullName.EndsWith($"/{Pickle}", StringComparison.Ordinal)).ToArray();
        if (pickle is not [{ FullName: var path }])
            throw new InvalidDataException($"The zip holds {pickle.Length} files {Pickle} instead of one: torch.save did not write it.");
        var files = Files(entries, path[..^Pickle.Length]);
        if (files.ContainsKey("constants.pkl"))
            throw new InvalidDataException("The file is a TorchScript program, not weights alone. Save the weights: torch.save(model.state_dict(), path).");
        if (files.TryGetValue("byteorder", out var order) && !Read(order, TorchLimits.MostPickleBytes).AsSpan().SequenceEqual("little"u8))
            throw new InvalidDataException("The file was written on a big-endian machine, which is not read here.");

        var world = new TorchWorld();
        var root = new PickleReader(world).Read(Read(pickle[0], TorchLimits.MostPickleBytes), out _);
        foreach (var storage in world.Known.Values)
            Check(storage, files.GetValueOrDefault($"data/{storage.Key}"));
        return TorchTensors.Open(root, storage => Read(files[$"data/{storage.Key}"], storage.Bytes), archive);
    }

    private static Dictionary<string, ZipArchiveEntry> Files(IEnumerable<ZipArchiveEntry> entries, string folder)
    {
        var files = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(entry => entry.FullName.StartsWith(folder, StringComparison.Ordinal)))
        {
            if (!files.TryAdd(entry.FullName[folder.Length..], entry))
                throw new InvalidDataException("The zip holds two files of one name.");
        }

        return files;
    }

    private static void Check(TorchStorage storage, ZipArchiveEntry? entry)
    {
        if (entry is null)
            throw new InvalidDataException($"The zip lacks the numbers of storage '{storage.Key}'.");
        if (entry.Length != storage.Bytes)
            throw new InvalidDataException($"Storage '{storage.Key}' has {entry.Length} bytes instead of {storage.Bytes}.");
    }

    private static byte[] Read(ZipArchiveEntry entry, int most) => Sound(() =>
    {
        // What is not compressed can't be larger than the file that holds it.
        if (entry.CompressedLength != entry.Length || entry.Length > most)
            throw new InvalidDataException($"The zip's {entry.Name} is compressed or too large: torch.save writes it plain, {most} bytes at most.");
        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    // What the zip reader throws on broken archives is of many kinds.
    private static T Sound<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException or OverflowException or InvalidOperationException)
        {
            throw new InvalidDataException($"The zip is broken: {e.Message}", e);
        }
    }
}

using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.State;

/// <summary>
/// The field's file of tensors: eight bytes with the length of a JSON header, the header, then the tensors' bytes without
/// gaps, little-endian. It holds no code, unlike Torch's own pickles, and Python reads it with <c>safetensors</c>.
/// </summary>
public static class SafeTensors
{
    private const string MetadataKey = "__metadata__";

    // What the reference implementation accepts.
    private const long MaxHeaderBytes = 100_000_000;

    private static readonly JsonSerializerOptions Strict = new() { RespectNullableAnnotations = true };

    /// <summary>Writes tensors, sorted by name: the same ones give the same bytes.</summary>
    public static void Write(
        Stream stream, IReadOnlyDictionary<string, torch.Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var header = new SortedDictionary<string, object>(StringComparer.Ordinal);
        if (metadata is { Count: > 0 })
            header.Add(MetadataKey, new SortedDictionary<string, string>(metadata.ToDictionary(), StringComparer.Ordinal));
        var names = tensors.Keys.Order(StringComparer.Ordinal).ToList();
        var end = 0L;
        foreach (var name in names)
        {
            var entry = SafeTensorsEntry.For(tensors[name], end);
            header.Add(name, entry);
            end = entry.Offsets[1];
        }

        WriteHeader(stream, JsonSerializer.SerializeToUtf8Bytes(header));
        foreach (var name in names)
        {
            using var scope = torch.NewDisposeScope();
            stream.Write(tensors[name].detach().cpu().contiguous().bytes);
        }
    }

    /// <summary>Reads what <see cref="Write"/> or any other author wrote.</summary>
    /// <exception cref="InvalidDataException">The file breaks the format, or ends early.</exception>
    public static SafeTensorsFile Read(Stream stream)
    {
        var tensors = new Dictionary<string, torch.Tensor>();
        var file = new SafeTensorsFile(tensors, new Dictionary<string, string>());
        try
        {
            var (entries, metadata) = ReadHeader(stream);
            var start = 0L;
            foreach (var (name, entry) in entries.OrderBy(pair => pair.Value.Offsets.FirstOrDefault()).ThenBy(pair => pair.Value.Offsets.LastOrDefault()))
            {
                if (!entry.IsSound(start))
                    throw new InvalidDataException($"The safetensors header is broken at '{name}'.");
                if (stream.CanSeek && entry.Offsets[1] - start > stream.Length - stream.Position)
                    throw new EndOfStreamException($"It ends within '{name}'.");
                start = entry.Offsets[1];
                tensors.Add(name, ReadTensor(stream, entry));
            }

            return file with { Metadata = metadata };
        }
        catch (Exception e) when (e is JsonException or EndOfStreamException or OverflowException)
        {
            file.Dispose();
            throw new InvalidDataException($"This is no complete safetensors file: {e.Message}", e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void WriteHeader(Stream stream, byte[] json)
    {
        // Padded so that the tensors begin at a multiple of eight bytes, for those who map the file into memory.
        var padded = (json.Length + 7) / 8 * 8;
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteInt64LittleEndian(length, padded);
        stream.Write(length);
        stream.Write(json);
        for (var i = json.Length; i < padded; i++)
            stream.WriteByte((byte)' ');
    }

    private static (Dictionary<string, SafeTensorsEntry> Entries, Dictionary<string, string> Metadata) ReadHeader(Stream stream)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        stream.ReadExactly(length);
        var bytes = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (bytes is < 2 or > MaxHeaderBytes)
            throw new InvalidDataException($"A safetensors header of {bytes} bytes is not possible.");

        var json = new byte[bytes];
        stream.ReadExactly(json);
        var header = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json) ?? [];
        var metadata = header.Remove(MetadataKey, out var found) ? found.Deserialize<Dictionary<string, string>>() ?? [] : [];
        return (header.ToDictionary(pair => pair.Key, pair => Entry(pair.Key, pair.Value)), metadata);
    }

    private static SafeTensorsEntry Entry(string name, JsonElement element) =>
        element.Deserialize<SafeTensorsEntry>(Strict) ?? throw new InvalidDataException($"The safetensors header is broken at '{name}'.");

    private static torch.Tensor ReadTensor(Stream stream, SafeTensorsEntry entry)
    {
        var tensor = torch.empty(entry.Shape, entry.ScalarType).DetachFromDisposeScope();
        try
        {
            stream.ReadExactly(tensor.bytes);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }
}

using System.IO.Compression;
using System.Text.Json;
using PhotoScore.Core.Json;

namespace PhotoScore.Trainer.Checkpoints;

/// <summary>
/// A checkpoint as one file: a zip of <c>state.json</c>, <c>last.safetensors</c>, <c>best.safetensors</c>, <c>average.safetensors</c> and <c>optimizer.bin</c>,
/// uncompressed.
/// </summary>
/// <param name="State">What is no tensor.</param>
/// <param name="Last">The weights after the last step.</param>
/// <param name="Best">The weights after the best epoch; null before the first is done.</param>
/// <param name="Average">The weights' moving average; null where the plan wants none.</param>
/// <param name="Optimizer">What the optimizer remembers.</param>
internal sealed record CheckpointFile(CheckpointState State, byte[] Last, byte[]? Best, byte[]? Average, byte[] Optimizer)
{
    public void Write(Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Add(zip, "state.json", JsonSerializer.SerializeToUtf8Bytes(State, StoredJson.Compact));
        Add(zip, "last.safetensors", Last);
        if (Best is not null)
            Add(zip, "best.safetensors", Best);
        if (Average is not null)
            Add(zip, "average.safetensors", Average);
        Add(zip, "optimizer.bin", Optimizer);
    }

    /// <exception cref="InvalidDataException">The file is no checkpoint.</exception>
    public static CheckpointFile Read(Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        try
        {
            var state = JsonSerializer.Deserialize<CheckpointState>(Part(zip, "state.json")!, StoredJson.Compact)!;
            return new CheckpointFile(
                state, Part(zip, "last.safetensors")!, Part(zip, "best.safetensors"), Part(zip, "average.safetensors"), Part(zip, "optimizer.bin")!);
        }
        catch (Exception e) when (e is JsonException or ArgumentNullException)
        {
            throw new InvalidDataException("The checkpoint is damaged or of another program's making.", e);
        }
    }

    private static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        using var part = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        part.Write(bytes);
    }

    private static byte[]? Part(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { } entry)
            return null;
        using var part = entry.Open();
        var bytes = new byte[entry.Length];
        part.ReadExactly(bytes);
        return bytes;
    }
}

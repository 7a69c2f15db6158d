using System.Text.Json.Serialization;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.State;

/// <summary>One tensor's entry in a safetensors header: its type, its shape, and where its bytes are.</summary>
internal sealed record SafeTensorsEntry
{
    private static readonly Dictionary<string, (torch.ScalarType Type, int Bytes)> Types = new()
    {
        ["BOOL"] = (torch.ScalarType.Bool, 1),
        ["U8"] = (torch.ScalarType.Byte, 1),
        ["I32"] = (torch.ScalarType.Int32, 4),
        ["I64"] = (torch.ScalarType.Int64, 8),
        ["F16"] = (torch.ScalarType.Float16, 2),
        ["BF16"] = (torch.ScalarType.BFloat16, 2),
        ["F32"] = (torch.ScalarType.Float32, 4),
        ["F64"] = (torch.ScalarType.Float64, 8),
    };

    [JsonPropertyName("dtype")]
    public required string Type { get; init; }

    [JsonPropertyName("shape")]
    public required long[] Shape { get; init; }

    [JsonPropertyName("data_offsets")]
    public required long[] Offsets { get; init; }

    [JsonIgnore]
    public torch.ScalarType ScalarType => Types[Type].Type;

    /// <summary>The entry of a tensor whose bytes begin at <paramref name="start"/>.</summary>
    public static SafeTensorsEntry For(torch.Tensor tensor, long start)
    {
        var (name, type) = Types.FirstOrDefault(pair => pair.Value.Type == tensor.dtype);
        return name is null
            ? throw new NotSupportedException($"A tensor of {tensor.dtype} can't be saved.")
            : new() { Type = name, Shape = tensor.shape, Offsets = [start, start + (tensor.numel() * type.Bytes)] };
    }

    /// <summary>
    /// Whether this is a known type and shape that takes exactly its bytes, which begin at <paramref name="start"/>. A
    /// tensor of 2 GiB is refused, for no span can hold its bytes.
    /// </summary>
    public bool IsSound(long start) =>
        Types.TryGetValue(Type, out var type)
        && Offsets is [var begin, var end]
        && begin == start
        && end - begin is >= 0 and <= int.MaxValue
        && Shape.All(dimension => dimension is >= 0 and <= int.MaxValue)
        && Shape.Aggregate((Int128)type.Bytes, (bytes, dimension) => bytes > int.MaxValue ? bytes : bytes * dimension) == end - begin;
}

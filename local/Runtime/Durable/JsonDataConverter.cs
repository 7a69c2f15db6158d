using System.Text.Json;
using Microsoft.DurableTask;

namespace PhotoScore.Local.Runtime.Durable;

/// <summary>Durable payloads as the isolated worker writes them: PascalCase, and read whatever the case.</summary>
internal sealed class JsonDataConverter : DataConverter
{
    public static JsonDataConverter Default { get; } = new();

    private static JsonSerializerOptions Options { get; } = new() { PropertyNameCaseInsensitive = true };

    public override string? Serialize(object? value) =>
        value is null ? null : JsonSerializer.Serialize(value, value.GetType(), Options);

    public override object? Deserialize(string? data, Type targetType) =>
        data is null ? null : JsonSerializer.Deserialize(data, targetType, Options);
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>The photos that one class is about: <c>[0, 2]</c>, those of these sources, or <c>"cage"</c>, those that were given this class.</summary>
[JsonConverter(typeof(PositivePhotosJsonConverter))]
public sealed record PositivePhotos
{
    /// <summary>The indexes of sources in the recipe; empty when <see cref="Class"/> is given.</summary>
    public IReadOnlyList<int> Sources { get; init; } = [];

    /// <summary>The class that a source, a folder or a row gives; null when <see cref="Sources"/> are given.</summary>
    public string? Class { get; init; }

    /// <summary>Whether a candidate is one of them.</summary>
    public bool Includes(Candidate candidate) =>
        Class is null ? Sources.Contains(candidate.Source) : string.Equals(candidate.GivenLabel, Class, StringComparison.Ordinal);
}

internal sealed class PositivePhotosJsonConverter : JsonConverter<PositivePhotos>
{
    public override PositivePhotos Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new PositivePhotos { Class = reader.GetString() },
        JsonTokenType.StartArray => new PositivePhotos { Sources = JsonSerializer.Deserialize<int[]>(ref reader, options)! },
        _ => throw new JsonException("positive photos are a list of sources' indexes, or a class"),
    };

    public override void Write(Utf8JsonWriter writer, PositivePhotos value, JsonSerializerOptions options)
    {
        if (value.Class is { } given)
            writer.WriteStringValue(given);
        else
            JsonSerializer.Serialize(writer, value.Sources, options);
    }
}

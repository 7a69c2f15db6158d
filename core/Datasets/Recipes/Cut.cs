using System.Text.Json;
using System.Text.Json.Serialization;

namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>Where scores divide into classes: <c>"mean"</c>, <c>"median"</c>, <c>"quantiles:N"</c> or <c>[t1, t2, …]</c>.</summary>
[JsonConverter(typeof(CutJsonConverter))]
public sealed record Cut
{
    /// <summary>Which of the four.</summary>
    public required CutKind Kind { get; init; }

    /// <summary>How many classes, for <see cref="CutKind.Quantiles"/>.</summary>
    public int Quantiles { get; init; }

    /// <summary>The thresholds, rising, for <see cref="CutKind.Thresholds"/>.</summary>
    public IReadOnlyList<double> Thresholds { get; init; } = [];

    /// <summary>How many classes the cut makes.</summary>
    [JsonIgnore]
    public int Classes => Kind switch { CutKind.Quantiles => Quantiles, CutKind.Thresholds => Thresholds.Count + 1, _ => 2 };
}

/// <summary>The kinds of cut.</summary>
public enum CutKind
{
    /// <summary>One threshold: the arithmetic mean.</summary>
    Mean,

    /// <summary>One threshold: the median.</summary>
    Median,

    /// <summary>N classes of equal size; as far as ties allow where they stay together.</summary>
    Quantiles,

    /// <summary>Thresholds that the recipe names.</summary>
    Thresholds,
}

internal sealed class CutJsonConverter : JsonConverter<Cut>
{
    private const string Expected = "a cut is \"mean\", \"median\", \"quantiles:N\" with N from 2, or a list of thresholds";

    public override Cut Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return new Cut { Kind = CutKind.Thresholds, Thresholds = JsonSerializer.Deserialize<double[]>(ref reader, options)! };
        return (reader.TokenType == JsonTokenType.String ? reader.GetString() : null) switch
        {
            "mean" => new Cut { Kind = CutKind.Mean },
            "median" => new Cut { Kind = CutKind.Median },
            { } text when text.StartsWith("quantiles:", StringComparison.Ordinal) && int.TryParse(text.AsSpan(10), out var n) =>
                new Cut { Kind = CutKind.Quantiles, Quantiles = n },
            _ => throw new JsonException(Expected),
        };
    }

    public override void Write(Utf8JsonWriter writer, Cut value, JsonSerializerOptions options)
    {
        switch (value.Kind)
        {
            case CutKind.Mean: writer.WriteStringValue("mean"); break;
            case CutKind.Median: writer.WriteStringValue("median"); break;
            case CutKind.Quantiles: writer.WriteStringValue($"quantiles:{value.Quantiles}"); break;
            default: JsonSerializer.Serialize(writer, value.Thresholds, options); break;
        }
    }
}

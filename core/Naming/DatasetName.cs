using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace PhotoScore.Core.Naming;

/// <summary>The name of a dataset: 3 to 63 lowercase letters, digits and single hyphens, and no reserved word.</summary>
[JsonConverter(typeof(ParsableJsonConverter<DatasetName>))]
public sealed record DatasetName : IParsable<DatasetName>
{
    private DatasetName(string value) => Value = value;

    /// <summary>The name as it is spelled in URLs and blob paths.</summary>
    public string Value { get; }

    /// <summary>Takes a name, or says what a valid one looks like.</summary>
    /// <exception cref="FormatException">The text is not a valid name.</exception>
    public static DatasetName Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var name) ? name : throw new FormatException($"'{s}' is not a dataset name: {Names.Rule}.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out DatasetName result)
    {
        result = Names.AreValid(s) ? new DatasetName(s) : null;
        return result is not null;
    }

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out DatasetName)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, [MaybeNullWhen(false)] out DatasetName result) => TryParse(s, null, out result);

    /// <summary>The name itself.</summary>
    public override string ToString() => Value;
}

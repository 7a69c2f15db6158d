using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace PhotoScore.Core.Naming;

/// <summary>The version of a dataset or model: <c>v1</c>, <c>v2</c>, …; never given twice, and immutable once finished.</summary>
/// <param name="Number">1 or more.</param>
[JsonConverter(typeof(ParsableJsonConverter<VersionId>))]
public readonly record struct VersionId(int Number) : IParsable<VersionId>, IComparable<VersionId>
{
    /// <summary>The first version.</summary>
    public static readonly VersionId First = new(1);

    /// <summary>The version after this one.</summary>
    public VersionId Next => new(Number + 1);

    /// <summary>Takes <c>v</c> and a number from 1, without leading zeros.</summary>
    /// <exception cref="FormatException">The text is not a version.</exception>
    public static VersionId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var version) ? version : throw new FormatException($"'{s}' is not a version: write v1, v2, …");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out VersionId result)
    {
        var valid = s is ['v', >= '1' and <= '9', ..] && s.Length <= 10 && s.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0;
        result = valid ? new VersionId(int.Parse(s.AsSpan(1))) : default;
        return valid;
    }

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out VersionId)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, out VersionId result) => TryParse(s, null, out result);

    /// <summary>By number, so that v10 comes after v9.</summary>
    public int CompareTo(VersionId other) => Number.CompareTo(other.Number);

    /// <summary>As in URLs and blob paths: <c>v1</c>.</summary>
    public override string ToString() => $"v{Number}";

    /// <summary>Earlier.</summary>
    public static bool operator <(VersionId left, VersionId right) => left.Number < right.Number;

    /// <summary>Later.</summary>
    public static bool operator >(VersionId left, VersionId right) => left.Number > right.Number;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(VersionId left, VersionId right) => left.Number <= right.Number;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(VersionId left, VersionId right) => left.Number >= right.Number;
}

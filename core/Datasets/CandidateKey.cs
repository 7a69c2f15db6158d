using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace PhotoScore.Core.Datasets;

/// <summary>Makes the keys that candidates sort by.</summary>
public static partial class CandidateKey
{
    // 96 bits: among a million photos two share a key with a chance of one in 10^17.
    private const int HashBytes = 12;

    /// <summary>27 characters: two digits, a hyphen, and hexadecimal digits of the id's SHA-256. The same id gives the same key in every build.</summary>
    /// <param name="source">The index of the source in the recipe, 0 to 99.</param>
    /// <param name="id">The photo's id at its source.</param>
    public static string Of(int source, string id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(source);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(source, 99);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return string.Create(CultureInfo.InvariantCulture, $"{source:D2}-{Convert.ToHexStringLower(hash[..HashBytes])}");
    }

    /// <summary>Whether a text could be a key.</summary>
    public static bool IsKey(string? text) => text is not null && Pattern().IsMatch(text);

    [GeneratedRegex(@"^[0-9]{2}-[0-9a-f]{24}\z")]
    private static partial Regex Pattern();
}

using System.Globalization;

namespace PhotoScore.Core.Datasets.Tables;

/// <summary>64-bit hashes as 16 lowercase hexadecimal digits: Parquet readers agree on text, not on unsigned numbers.</summary>
internal static class HashText
{
    public static string Of(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);

    public static ulong Parse(string text) => ulong.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}

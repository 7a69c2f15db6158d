using System.Globalization;
using System.Numerics;

namespace PhotoScore.Core.Deduplication;

/// <summary>64 bits that stay nearly the same when a picture is resized or recompressed. The first bit of the picture (top left) is the highest.</summary>
/// <param name="Bits">The bits, row by row.</param>
public readonly record struct Hash64(ulong Bits)
{
    /// <summary>Reads the 16 hexadecimal digits that <see cref="ToString"/> and Python's imagehash write.</summary>
    /// <exception cref="FormatException">There are not exactly 16 hexadecimal digits.</exception>
    public static Hash64 Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        return hex.Length == 16 && ulong.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
            ? new Hash64(bits)
            : throw new FormatException($"'{hex}' is no 64-bit hash; 16 hexadecimal digits are.");
    }

    /// <summary>How many of the 64 bits differ.</summary>
    public int DistanceTo(Hash64 other) => BitOperations.PopCount(Bits ^ other.Bits);

    /// <summary>16 lower-case hexadecimal digits.</summary>
    public override string ToString() => Bits.ToString("x16", CultureInfo.InvariantCulture);
}

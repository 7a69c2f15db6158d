using System.Globalization;
using System.Numerics;

namespace PhotoScore.Core.Deduplication;

/// <summary>256 bits that stay nearly the same when a picture is resized or recompressed.</summary>
/// <param name="A">Bits 255 to 192: the first sixteen digits of the text.</param>
/// <param name="B">Bits 191 to 128.</param>
/// <param name="C">Bits 127 to 64.</param>
/// <param name="D">Bits 63 to 0.</param>
public readonly record struct Hash256(ulong A, ulong B, ulong C, ulong D)
{
    private const int Digits = 64;

    /// <summary>Reads the 64 hexadecimal digits that <see cref="ToString"/> and the reference implementations of PDQ write.</summary>
    /// <exception cref="FormatException">There are not exactly 64 hexadecimal digits.</exception>
    public static Hash256 Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        return TryParse(hex, out var hash) ? hash : throw new FormatException($"'{hex}' is no 256-bit hash; 64 hexadecimal digits are.");
    }

    /// <summary>As <see cref="Parse"/>; false where the text is no hash.</summary>
    public static bool TryParse(string? hex, out Hash256 hash)
    {
        hash = default;
        if (hex is not { Length: Digits } || !Word(hex, 0, out var a) || !Word(hex, 1, out var b) || !Word(hex, 2, out var c) || !Word(hex, 3, out var d))
            return false;
        hash = new Hash256(a, b, c, d);
        return true;
    }

    /// <summary>How many of the 256 bits differ.</summary>
    public int DistanceTo(Hash256 other) =>
        BitOperations.PopCount(A ^ other.A) + BitOperations.PopCount(B ^ other.B) + BitOperations.PopCount(C ^ other.C) + BitOperations.PopCount(D ^ other.D);

    /// <summary>64 lower-case hexadecimal digits, the highest bit first.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{A:x16}{B:x16}{C:x16}{D:x16}");

    private static bool Word(string hex, int index, out ulong word) =>
        ulong.TryParse(hex.AsSpan(16 * index, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out word);
}

using System.Text;

namespace PhotoScore.Functions.Datasets.Listing.Archives;

/// <summary>The 512 bytes before a file in a tar: POSIX.1-2017, pax, "ustar Interchange Format".</summary>
internal static class TarHeader
{
    public const int Length = 512;
    private const int Size = 124;
    private const int Checksum = 148;
    private const int Kind = 156;

    /// <summary>What the header stands before: <c>0</c> for a file, <c>x</c> for attributes of the next one, and so on.</summary>
    public static char KindOf(ReadOnlySpan<byte> header) => (char)header[Kind];

    /// <summary>The file's size; null when these bytes are no header, or give no size in octal.</summary>
    public static long? SizeOf(ReadOnlySpan<byte> header)
    {
        // The sum of all bytes, those of the checksum itself taken as spaces.
        var sum = 8L * ' ';
        for (var i = 0; i < Length; i++)
            sum += i is >= Checksum and < Checksum + 8 ? 0 : header[i];
        return Octal(header.Slice(Checksum, 8)) == sum ? Octal(header.Slice(Size, 12)) : null;
    }

    private static long? Octal(ReadOnlySpan<byte> field)
    {
        var text = Encoding.Latin1.GetString(field).Trim(' ', '\0');
        var value = 0L;
        foreach (var digit in text)
        {
            if (digit is < '0' or > '7')
                return null;
            value = (value * 8) + (digit - '0');
        }
        return text.Length == 0 ? null : value;
    }
}

using System.Buffers.Binary;

namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>Reads the orientation that EXIF states in its first directory (EXIF 2.3, tag 0x0112).</summary>
internal static class ExifStated
{
    private const int Tag = 0x0112;
    private const int Short = 3;

    /// <summary>1 to 8, 1 when none is stated; null where the data is not plain enough to say.</summary>
    /// <param name="tiff">What follows <c>Exif\0\0</c>.</param>
    public static int? Orientation(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14)
            return null;
        bool little;
        if (tiff.StartsWith("II*\0"u8))
            little = true;
        else if (tiff.StartsWith("MM\0*"u8))
            little = false;
        else
            return null;

        var directory = Four(tiff[4..], little);
        if (directory < 8 || directory > tiff.Length - 2)
            return null;
        var entries = Two(tiff[(int)directory..], little);
        var at = (int)directory + 2;
        if (at + (12 * entries) > tiff.Length)
            return null;
        int? stated = null;
        for (var i = 0; i < entries; i++, at += 12)
        {
            if (Two(tiff[at..], little) != Tag)
                continue;
            if (stated is not null || Two(tiff[(at + 2)..], little) != Short || Four(tiff[(at + 4)..], little) != 1)
                return null;
            stated = Two(tiff[(at + 8)..], little);
        }
        return stated switch { null => 1, >= 1 and <= 8 => stated, _ => null };
    }

    private static int Two(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint Four(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}

using System.Buffers.Binary;

namespace PhotoScore.Core.Imaging;

/// <summary>Tells a file that was cut short from one that is damaged otherwise, by the format's own end mark.</summary>
internal static class FileEnds
{
    /// <summary>Whether a file that failed to decode ends before its picture does.</summary>
    public static bool IsCutShort(ReadOnlySpan<byte> data, SniffedType type) => type switch
    {
        SniffedType.Jpeg => !JpegMarkers.HasEnd(data),
        SniffedType.Png => data.IndexOf("IEND"u8) < 0,
        SniffedType.WebP => data.Length < 12 || BinaryPrimitives.ReadUInt32LittleEndian(data[4..]) + 8L > data.Length,
        SniffedType.Gif => data[^1] != 0x3B,
        _ => false,
    };
}

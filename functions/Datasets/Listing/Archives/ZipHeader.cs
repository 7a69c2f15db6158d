using System.Buffers.Binary;

namespace PhotoScore.Functions.Datasets.Listing.Archives;

/// <summary>The header before a file in a zip: APPNOTE.TXT 4.3.7.</summary>
internal static class ZipHeader
{
    public const int Length = 30;

    /// <summary>Bytes of name and extra fields that most files stay below.</summary>
    public const int UsualRest = 512;

    /// <summary>How many bytes of name and extra fields follow; null when these bytes are no header.</summary>
    public static int? RestOf(ReadOnlySpan<byte> header) =>
        BinaryPrimitives.ReadUInt32LittleEndian(header) == 0x04034b50
            ? BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..])
            : null;
}

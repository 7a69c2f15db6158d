using System.Buffers.Binary;

namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>Writes what stands before the compressed data of a baseline JPEG.</summary>
internal static class JpegHeader
{
    /// <summary>More bytes than a header has.</summary>
    public const int LongestHeader = 1024;

    /// <summary>Writes markers up to the start of the scan; gives their length.</summary>
    public static int Write(Span<byte> to, Pixels pixels, QuantizerTables tables)
    {
        var colour = pixels.Channels == 3;
        var at = 0;
        Put(to, ref at, [0xFF, 0xD8]);
        PutSteps(to, ref at, 0, tables.LumaSteps);
        if (colour)
            PutSteps(to, ref at, 1, tables.ChromaSteps);

        Segment(to, ref at, 0xC0, 6 + (3 * pixels.Channels));
        Put(to, ref at, [8]);
        PutShort(to, ref at, pixels.Height);
        PutShort(to, ref at, pixels.Width);
        // Of each component its number, its sampling and its steps: 2 x 2 samples of luminance for one of chrominance.
        Put(to, ref at, colour ? [3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1] : [1, 1, 0x11, 0]);

        PutCodes(to, ref at, 0x00, JpegTables.LumaDc);
        PutCodes(to, ref at, 0x10, JpegTables.LumaAc);
        if (colour)
        {
            PutCodes(to, ref at, 0x01, JpegTables.ChromaDc);
            PutCodes(to, ref at, 0x11, JpegTables.ChromaAc);
        }

        Segment(to, ref at, 0xDA, 4 + (2 * pixels.Channels));
        Put(to, ref at, colour ? [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0] : [1, 1, 0x00, 0, 63, 0]);
        return at;
    }

    private static void PutSteps(Span<byte> to, ref int at, byte number, ReadOnlySpan<byte> steps)
    {
        Segment(to, ref at, 0xDB, 1 + JpegTables.BlockSize);
        Put(to, ref at, [number]);
        foreach (var place in JpegTables.NaturalOrder)
            to[at++] = steps[place];
    }

    private static void PutCodes(Span<byte> to, ref int at, byte number, ReadOnlySpan<byte> codes)
    {
        Segment(to, ref at, 0xC4, 1 + codes.Length);
        Put(to, ref at, [number]);
        Put(to, ref at, codes);
    }

    private static void Segment(Span<byte> to, ref int at, byte marker, int content)
    {
        Put(to, ref at, [0xFF, marker]);
        PutShort(to, ref at, content + 2);
    }

    private static void PutShort(Span<byte> to, ref int at, int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(to[at..], (ushort)value);
        at += 2;
    }

    private static void Put(Span<byte> to, ref int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(to[at..]);
        at += bytes.Length;
    }
}

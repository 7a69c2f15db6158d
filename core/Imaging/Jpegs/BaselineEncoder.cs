using System.Buffers;
using System.Runtime.Intrinsics.X86;

namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>
/// Writes baseline JPEG: 4:2:0, the standard's Huffman tables, no metadata. The bytes are those of libjpeg-turbo, at less than half the cost
/// of going there through libvips.
/// </summary>
internal static unsafe class BaselineEncoder
{
    private static readonly HuffmanCodes[] Dc = [new(JpegTables.LumaDc), new(JpegTables.ChromaDc)];
    private static readonly HuffmanCodes[] Ac = [new(JpegTables.LumaAc), new(JpegTables.ChromaAc)];

    /// <summary>Whether this processor can.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>Encodes RGB or grey.</summary>
    public static byte[] Encode(Pixels pixels, int quality)
    {
        var tables = QuantizerTables.For(quality);
        var colour = pixels.Channels == 3;
        using var planes = new StripPlanes(pixels.Width, colour);
        var blocksAcross = (pixels.Width + 7) / 8;
        var longestStrip = ((colour ? 6 : 2) * JpegBits.LongestBlock * ((blocksAcross + 1) / 2)) + 64;
        var buffer = ArrayPool<byte>.Shared.Rent(JpegHeader.LongestHeader + Math.Max(longestStrip, (int)Math.Min(pixels.LongLength / 4, 1 << 20)));
        try
        {
            var length = JpegHeader.Write(buffer, pixels, tables);
            var scan = new Scan(tables);
            for (var top = 0; top < pixels.Height; top += planes.Rows)
            {
                planes.Fill(pixels, top);
                Grow(ref buffer, length, longestStrip);
                fixed (byte* start = buffer)
                {
                    scan.Bits.At = start + length;
                    var blocksDown = Math.Min(planes.Rows / 8, ((pixels.Height - top) + 7) / 8);
                    if (colour)
                        scan.WriteColour(planes, blocksAcross, blocksDown);
                    else
                        scan.WriteGrey(planes, blocksAcross);
                    if (top + planes.Rows >= pixels.Height)
                        scan.Bits.Finish();
                    length = (int)(scan.Bits.At - start);
                }
            }
            buffer[length++] = 0xFF;
            buffer[length++] = 0xD9;
            return buffer[..length];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Grow(ref byte[] buffer, int length, int more)
    {
        if (buffer.Length - length >= more)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * buffer.Length, length + more));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    /// <summary>What goes on from strip to strip: bits that are no whole byte yet, and the last DC coefficient of each component.</summary>
    private ref struct Scan(QuantizerTables tables)
    {
        public JpegBits Bits = new(null);
        private int _y;
        private int _cb;
        private int _cr;

        // A unit is 2 x 2 blocks of luminance and one of each chrominance; what lies outside the picture is written as nothing new.
        public void WriteColour(StripPlanes planes, int blocksAcross, int blocksDown)
        {
            var pair = stackalloc short[BlockPair.Size];
            for (var x = 0; x < blocksAcross; x += 2)
            {
                for (var y = 0; y < 2; y++)
                {
                    var shown = y < blocksDown ? Math.Min(2, blocksAcross - x) : 0;
                    if (shown > 0)
                        WriteLuma(planes.Luma + (8 * y * planes.Stride) + (8 * x), planes.Stride, pair, shown);
                    for (var i = shown; i < 2; i++)
                        Bits.WriteNothingNew(Dc[0], Ac[0]);
                }
                var (cb, cr) = BlockPair.Transform(planes.Cb + (4 * x), planes.Cr + (4 * x), planes.Stride / 2, tables.Chroma, pair);
                Write(pair, cb, ref _cb, 1);
                Write(pair + 8, cr, ref _cr, 1);
            }
        }

        public void WriteGrey(StripPlanes planes, int blocksAcross)
        {
            var pair = stackalloc short[BlockPair.Size];
            for (var x = 0; x < blocksAcross; x += 2)
                WriteLuma(planes.Luma + (8 * x), planes.Stride, pair, Math.Min(2, blocksAcross - x));
        }

        private void WriteLuma(byte* from, int stride, short* pair, int shown)
        {
            var (left, right) = BlockPair.Transform(from, from + 8, stride, tables.Luma, pair);
            Write(pair, left, ref _y, 0);
            if (shown == 2)
                Write(pair + 8, right, ref _y, 0);
        }

        private void Write(short* block, ulong present, ref int last, int kind)
        {
            Bits.WriteBlock(block, present, *block - last, Dc[kind], Ac[kind]);
            last = *block;
        }
    }
}

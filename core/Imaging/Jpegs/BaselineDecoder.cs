using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>
/// Decodes what nearly all photos of the web are, plain and undamaged baseline JPEGs, to the pixels that libvips gives, without its cost.
/// It never judges: whatever is unusual or not as it should be, it leaves to libvips, which accepts or refuses it.
/// </summary>
internal static unsafe class BaselineDecoder
{
    // A larger photo is seldom, and spends its time in the decoder proper on either way.
    private const long MostPixels = 50_000_000;

    /// <summary>Decodes a file.</summary>
    /// <param name="jpeg">The file.</param>
    /// <param name="options">Limits; a file that touches one is left to libvips.</param>
    /// <returns>The stored picture, not turned upright, and its orientation; null where libvips has to look at it.</returns>
    public static (Pixels Pixels, int Orientation)? TryDecode(ReadOnlySpan<byte> jpeg, DecodeOptions options)
    {
        if (!Avx2.IsSupported || PlainFrame.TryRead(jpeg) is not { } frame)
            return null;
        var count = (long)frame.Width * frame.Height;
        if (count > Math.Min(options.MaxPixels, MostPixels) || options.MaxScans < 1 || options.ShrinkToAtLeast is { } least && Math.Min(frame.Width, frame.Height) / 2 >= least)
            return null;

        using var planes = new FramePlanes(frame);
        fixed (byte* file = jpeg)
        {
            if (!ReadScan(frame, planes, file + frame.DataAt, file + jpeg.Length))
                return null;
        }
        var pixels = new Pixels(frame.Width, frame.Height);
        planes.WriteRgb(pixels);
        return (pixels, frame.Orientation);
    }

    [SkipLocalsInit]
    private static bool ReadScan(PlainFrame frame, FramePlanes planes, byte* from, byte* end)
    {
        var steps = stackalloc short[2 * BlockPair.Size];
        Spread(frame.Steps[0], frame.Steps[0], steps);
        if (frame.Components == 3)
            Spread(frame.Steps[1], frame.Steps[2], steps + BlockPair.Size);
        var pair = stackalloc short[BlockPair.Size];
        new Span<short>(pair, BlockPair.Size).Clear();
        Span<int> last = stackalloc int[3];
        last.Clear();

        var bits = new ScanBits(from, end);
        var left = frame.RestartInterval;
        var restart = 0;
        for (var y = 0; y < planes.UnitsDown; y++)
        {
            for (var x = 0; x < planes.UnitsAcross; x++)
            {
                if (frame.RestartInterval > 0 && left-- == 0)
                {
                    // The markers count from 0xD0 to 0xD7.
                    if (!bits.End() || end - bits.Marker < 2 || bits.Marker[1] != 0xD0 + restart)
                        return false;
                    bits = new ScanBits(bits.Marker + 2, end);
                    (left, restart) = (frame.RestartInterval - 1, (restart + 1) & 7);
                    last.Clear();
                }
                if (!ReadUnit(frame, planes, ref bits, steps, pair, last, x, y))
                    return false;
            }
        }
        return bits.End() && end - bits.Marker >= 2 && bits.Marker[1] == 0xD9;
    }

    private static bool ReadUnit(PlainFrame frame, FramePlanes planes, ref ScanBits bits, short* steps, short* pair, scoped Span<int> last, int x, int y)
    {
        for (var down = 0; down < frame.Down; down++)
        {
            var luma = planes.Luma + ((long)8 * ((frame.Down * y) + down) * planes.LumaStride) + (8 * frame.Across * x);
            var first = bits.ReadBlock(frame.Dc[0], frame.Ac[0], ref last[0], pair);
            var second = frame.Across == 2 ? bits.ReadBlock(frame.Dc[0], frame.Ac[0], ref last[0], pair + 8) : 0;
            if ((first | second) < 0)
                return false;
            Show(first | second, pair, steps, luma, frame.Across == 2 ? luma + 8 : luma, planes.LumaStride);
        }
        if (frame.Components == 1)
            return true;

        var at = ((long)8 * y * planes.ChromaStride) + (8 * x);
        var cb = bits.ReadBlock(frame.Dc[1], frame.Ac[1], ref last[1], pair);
        var cr = bits.ReadBlock(frame.Dc[2], frame.Ac[2], ref last[2], pair + 8);
        if ((cb | cr) < 0)
            return false;
        Show(cb | cr, pair, steps + BlockPair.Size, planes.Cb + at, planes.Cr + at, planes.ChromaStride);
        return true;
    }

    // Where there is one block only, it is the left one, and what the right one writes is written over.
    private static void Show(int furthest, short* pair, short* steps, byte* left, byte* right, int stride)
    {
        if (furthest == 0)
        {
            InverseDct.Fill(pair[8], steps[8], right, stride);
            InverseDct.Fill(pair[0], steps[0], left, stride);
            pair[0] = pair[8] = 0;
            return;
        }
        InverseDct.Transform(pair, steps, left, right, stride);
        new Span<short>(pair, BlockPair.Size).Clear();
    }

    private static void Spread(byte[] left, byte[] right, short* pair)
    {
        for (var i = 0; i < JpegTables.BlockSize; i++)
        {
            var at = (i / 8 * 16) + (i % 8);
            pair[at] = left[i];
            pair[at + 8] = right[i];
        }
    }
}

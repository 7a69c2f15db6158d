using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>The decoded planes of a JPEG, whole blocks each, and their way to RGB.</summary>
internal sealed unsafe class FramePlanes : IDisposable
{
    // Whole vectors are read past the end.
    private const int Slack = 64;
    private readonly PlainFrame _frame;
    private readonly byte* _memory;

    public FramePlanes(PlainFrame frame)
    {
        _frame = frame;
        UnitsAcross = Units(frame.Width, frame.Across);
        UnitsDown = Units(frame.Height, frame.Down);
        LumaStride = 8 * frame.Across * UnitsAcross;
        ChromaStride = 8 * UnitsAcross;
        var luma = (long)LumaStride * 8 * frame.Down * UnitsDown;
        var chroma = frame.Components == 1 ? 0 : (long)ChromaStride * 8 * UnitsDown;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)(luma + (2 * chroma) + Slack), 64);
        Cb = _memory + luma;
        Cr = Cb + chroma;
    }

    /// <summary>Units of blocks from left to right.</summary>
    public int UnitsAcross { get; }

    /// <summary>Units of blocks from top to bottom.</summary>
    public int UnitsDown { get; }

    /// <summary>Bytes from one row of luminance to the next.</summary>
    public int LumaStride { get; }

    /// <summary>Bytes from one row of chrominance to the next.</summary>
    public int ChromaStride { get; }

    /// <summary>Luminance, or grey.</summary>
    public byte* Luma => _memory;

    /// <summary>Blue less luminance.</summary>
    public byte* Cb { get; }

    /// <summary>Red less luminance.</summary>
    public byte* Cr { get; }

    public void Dispose() => NativeMemory.AlignedFree(_memory);

    /// <summary>Fills a picture of the frame's size.</summary>
    public void WriteRgb(Pixels pixels)
    {
        // Two rows of chrominance in full, and a mixture of two rows with a sample more on either side.
        var wide = LumaStride + Slack;
        var room = (byte*)NativeMemory.AlignedAlloc((nuint)((2 * wide) + (2 * (ChromaStride + Slack))), 64);
        try
        {
            for (var y = 0; y < _frame.Height; y++)
            {
                var luma = Luma + ((long)y * LumaStride);
                var to = pixels.Pointer + ((long)y * pixels.Stride);
                if (_frame.Components == 1)
                    RgbRows.FromGrey(luma, to, _frame.Width);
                else if (_frame.Across == 1)
                    RgbRows.FromYcc(luma, Cb + ((long)y * ChromaStride), Cr + ((long)y * ChromaStride), to, _frame.Width);
                else
                    RgbRows.FromYcc(luma, Widened(Cb, y, room, room + (2 * wide)), Widened(Cr, y, room + wide, room + (2 * wide)), to, _frame.Width);
            }
        }
        finally
        {
            NativeMemory.AlignedFree(room);
        }
    }

    private static int Units(int length, int blocks) => (length + (8 * blocks) - 1) / (8 * blocks);

    // A sample of the picture lies nearer to one of two samples of chrominance: it takes three parts of that and one of the other, in both
    // directions; halves are rounded up and down in turn, as libjpeg does.
    private byte* Widened(byte* plane, int y, byte* to, byte* room)
    {
        var width = (_frame.Width + 1) / 2;
        var mixed = (short*)room + 1;
        if (_frame.Down == 1)
        {
            var row = plane + ((long)y * ChromaStride);
            for (var x = 0; x < width; x += 16)
                Vector256.Store(Wide(row + x), mixed + x);
            Spread(mixed, to, width, 1, 2, 2);
            return to;
        }
        var rows = (_frame.Height + 1) / 2;
        var near = plane + ((long)(y / 2) * ChromaStride);
        var far = plane + ((long)Math.Clamp((y & 1) == 0 ? (y / 2) - 1 : (y / 2) + 1, 0, rows - 1) * ChromaStride);
        for (var x = 0; x < width; x += 16)
        {
            var sample = Wide(near + x);
            Vector256.Store(sample + sample + sample + Wide(far + x), mixed + x);
        }
        Spread(mixed, to, width, 8, 7, 4);
        return to;
    }

    private static Vector256<short> Wide(byte* samples) => System.Runtime.Intrinsics.X86.Avx2.ConvertToVector256Int16(samples);

    private static void Spread(short* mixed, byte* to, int width, short even, short odd, byte bits)
    {
        mixed[-1] = mixed[0];
        mixed[width] = mixed[width - 1];
        var (evens, odds) = (Vector256.Create(even), Vector256.Create(odd));
        for (var x = 0; x < width; x += 16)
        {
            var sample = Vector256.Load(mixed + x);
            var three = sample + sample + sample;
            var left = (three + Vector256.Load(mixed + x - 1) + evens) >>> bits;
            var right = (three + Vector256.Load(mixed + x + 1) + odds) >>> bits;
            Vector256.Store(left | (right << 8), (short*)(to + (2 * x)));
        }
    }
}

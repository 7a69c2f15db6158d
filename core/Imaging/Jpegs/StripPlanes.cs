using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>One strip of a picture as planes: 16 rows of luminance and 8 of each chrominance, or 8 rows of grey; the edges repeated to whole blocks.</summary>
internal sealed unsafe class StripPlanes : IDisposable
{
    // Reads and writes of whole vectors may pass the end.
    private const int Slack = 64;
    private readonly byte* _memory;
    private readonly byte* _chroma;

    /// <param name="width">The picture's columns.</param>
    /// <param name="colour">Whether there is chrominance.</param>
    public StripPlanes(int width, bool colour)
    {
        Rows = colour ? 16 : 8;
        Stride = (width + 15) / 16 * 16;
        // Luminance, then two rows of each chrominance in full, then eight halved rows of each.
        var size = (Stride * Rows) + (colour ? (4 * Stride) + (8 * Stride) : 0) + Slack;
        _memory = (byte*)NativeMemory.Alloc((nuint)size);
        _chroma = _memory + (Stride * Rows);
        Cb = _chroma + (4 * Stride);
        Cr = Cb + (4 * Stride);
    }

    /// <summary>Rows of a strip.</summary>
    public int Rows { get; }

    /// <summary>Bytes from one row of luminance to the next; a row of chrominance has half of them.</summary>
    public int Stride { get; }

    /// <summary>Luminance, or grey.</summary>
    public byte* Luma => _memory;

    /// <summary>Blue less luminance, halved.</summary>
    public byte* Cb { get; }

    /// <summary>Red less luminance, halved.</summary>
    public byte* Cr { get; }

    /// <summary>Fills the planes from a row of the picture on.</summary>
    public void Fill(Pixels pixels, int top)
    {
        var given = Math.Min(Rows, pixels.Height - top);
        if (pixels.Channels == 1)
        {
            for (var row = 0; row < given; row++)
            {
                new ReadOnlySpan<byte>(pixels.Pointer + ((long)(top + row) * pixels.Stride), pixels.Width).CopyTo(new Span<byte>(Luma + (row * Stride), Stride));
                Extend(Luma + (row * Stride), pixels.Width);
            }
        }
        else
        {
            for (var row = 0; row < given; row += 2)
                FillPair(pixels, top, row, Math.Min(2, given - row));
            for (var row = (given + 1) / 2; row < 8; row++)
            {
                Repeat(Cb + (((given - 1) / 2) * (Stride / 2)), Cb + (row * (Stride / 2)), Stride / 2);
                Repeat(Cr + (((given - 1) / 2) * (Stride / 2)), Cr + (row * (Stride / 2)), Stride / 2);
            }
        }
        for (var row = given; row < Rows; row++)
            Repeat(Luma + ((given - 1) * Stride), Luma + (row * Stride), Stride);
    }

    public void Dispose() => NativeMemory.Free(_memory);

    private void FillPair(Pixels pixels, int top, int row, int given)
    {
        var cb = _chroma;
        var cr = _chroma + (2 * Stride);
        for (var i = 0; i < given; i++)
        {
            var luma = Luma + ((row + i) * Stride);
            YccRows.Convert(pixels.Pointer + ((long)(top + row + i) * pixels.Stride), pixels.Width, luma, cb + (i * Stride), cr + (i * Stride));
            Extend(luma, pixels.Width);
            Extend(cb + (i * Stride), pixels.Width);
            Extend(cr + (i * Stride), pixels.Width);
        }
        // The last row of an odd picture stands in for the one that is missing.
        var second = given == 2 ? Stride : 0;
        Halve(cb, cb + second, Cb + (row / 2 * (Stride / 2)));
        Halve(cr, cr + second, Cr + (row / 2 * (Stride / 2)));
    }

    private void Extend(byte* row, int width) => new Span<byte>(row + width, Stride - width).Fill(row[width - 1]);

    private static void Repeat(byte* from, byte* to, int count) => new ReadOnlySpan<byte>(from, count).CopyTo(new Span<byte>(to, count));

    // The mean of four, halves rounded down and up in turn.
    private void Halve(byte* upper, byte* lower, byte* to)
    {
        var bias = Vector128.Create(0x00020001).AsInt16();
        var ones = Vector128.Create((sbyte)1);
        for (var x = 0; x < Stride; x += 16)
        {
            var sums = Ssse3.MultiplyAddAdjacent(Vector128.Load(upper + x), ones) + Ssse3.MultiplyAddAdjacent(Vector128.Load(lower + x), ones);
            var means = Sse2.ShiftRightLogical(sums + bias, 2);
            *(ulong*)(to + (x / 2)) = Sse2.PackUnsignedSaturate(means, means).AsUInt64().ToScalar();
        }
    }
}

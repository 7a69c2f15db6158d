using System.Runtime.InteropServices;

namespace PhotoScore.Core.Imaging.Resampling;

/// <summary>
/// Pillow's antialiased resize, bit for bit: weights rounded to 22 fractional bits, a horizontal pass, then a vertical pass,
/// each rounding and clipping to 8 bits. A pass that changes no size is left out, as Pillow does.
/// </summary>
public static unsafe class Resampler
{
    /// <summary>Resizes to <paramref name="width"/> by <paramref name="height"/> and gives the part in <paramref name="window"/> (null: all).</summary>
    /// <returns>A new picture with the source's channels, to be disposed by the caller.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1 or the window leaves the resized picture.</exception>
    public static Pixels Resize(Pixels source, int width, int height, ResampleFilter filter, Window? window = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var wanted = Check(width, height, window);
        var result = new Pixels(wanted.Width, wanted.Height, source.Channels);
        Run(source, width, height, filter, wanted, result.Pointer, ResamplePasses.Best);
        return result;
    }

    /// <summary>As <see cref="Resize(Pixels, int, int, ResampleFilter, Window?)"/>, into memory of the caller: rows, channels interleaved.</summary>
    /// <exception cref="ArgumentException"><paramref name="destination"/> doesn't have exactly the window's samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1 or the window leaves the resized picture.</exception>
    public static void ResizeInto(Pixels source, int width, int height, ResampleFilter filter, Window? window, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        var wanted = Check(width, height, window);
        if (destination.Length != (long)wanted.Width * wanted.Height * source.Channels)
            throw new ArgumentException($"The result has {wanted.Width} x {wanted.Height} x {source.Channels} samples; the destination holds {destination.Length}.", nameof(destination));

        fixed (byte* to = destination)
            Run(source, width, height, filter, wanted, to, ResamplePasses.Best);
    }

    /// <summary>As <see cref="Resize(Pixels, int, int, ResampleFilter, Window?)"/> with passes of the caller's choice, so that a test can compare them.</summary>
    internal static Pixels Resize(Pixels source, int width, int height, ResampleFilter filter, ResamplePasses passes)
    {
        var result = new Pixels(width, height, source.Channels);
        Run(source, width, height, filter, new Window(0, 0, width, height), result.Pointer, passes);
        return result;
    }

    private static void Run(Pixels source, int width, int height, ResampleFilter filter, Window window, byte* to, ResamplePasses passes)
    {
        var channels = source.Channels;
        var rows = height == source.Height ? null : CoefficientCache.For(source.Height, height, window.Top, window.Height, filter);
        var columns = width == source.Width ? null : CoefficientCache.For(source.Width, width, window.Left, window.Width, filter);

        // Only the source rows that the vertical pass will see are resized horizontally.
        var (begin, end) = rows is null ? (window.Top, window.Top + window.Height) : (rows.Begin, rows.End);
        var skipped = columns is null ? window.Left * channels : 0;
        var first = source.Pointer + ((long)begin * source.Stride) + skipped;
        var seen = new Plane(first, source.Stride, end - begin, source.Pointer + source.LongLength);

        var rowBytes = window.Width * channels;
        if (rows is null)
        {
            Widths(seen, columns, rowBytes, channels, to, passes);
        }
        else if (columns is null)
        {
            passes.Vertical(seen, begin, rows, rowBytes, to);
        }
        else
        {
            var size = (long)rowBytes * seen.Rows;
            var between = (byte*)NativeMemory.Alloc((nuint)size);
            try
            {
                passes.Horizontal(seen, columns, channels, between);
                passes.Vertical(new Plane(between, rowBytes, seen.Rows, between + size), begin, rows, rowBytes, to);
            }
            finally
            {
                NativeMemory.Free(between);
            }
        }

        // The passes hold bare pointers; the source's finalizer must not run under them.
        GC.KeepAlive(source);
    }

    private static void Widths(Plane seen, Coefficients? columns, int rowBytes, int channels, byte* to, ResamplePasses passes)
    {
        if (columns is not null)
        {
            passes.Horizontal(seen, columns, channels, to);
            return;
        }

        for (var y = 0; y < seen.Rows; y++)
            new ReadOnlySpan<byte>(seen.Row(y), rowBytes).CopyTo(new Span<byte>(to + ((long)y * rowBytes), rowBytes));
    }

    private static Window Check(int width, int height, Window? window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var wanted = window ?? new Window(0, 0, width, height);
        if (wanted.Left < 0 || wanted.Top < 0 || wanted.Width < 1 || wanted.Height < 1 || wanted.Left + wanted.Width > width || wanted.Top + wanted.Height > height)
            throw new ArgumentOutOfRangeException(nameof(window), wanted, $"The window must lie in the resized picture of {width} x {height}.");
        return wanted;
    }
}

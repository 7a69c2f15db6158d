using System.Runtime.InteropServices;

namespace PhotoScore.Core.Imaging;

/// <summary>
/// An owned picture of 8-bit samples in native memory: rows from top to bottom without padding, channels interleaved
/// (3: R, G, B; 1: grey). The memory goes back when this is disposed, not when a collector happens to run, so a
/// pipeline's footprint is what it holds and no more.
/// </summary>
public sealed unsafe class Pixels : IDisposable
{
    private readonly Action<nint> _release;
    private nint _memory;

    /// <summary>Allocates a picture; its samples are undefined until they are written.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">Samples a pixel: 1 or 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or <paramref name="channels"/> is neither 1 nor 3.</exception>
    public Pixels(int width, int height, int channels = 3)
        : this(Allocate(width, height, channels), width, height, channels, FreeNative)
    {
    }

    /// <summary>Takes over memory that somebody else allocated; <paramref name="release"/> gives it back.</summary>
    internal Pixels(nint memory, int width, int height, int channels, Action<nint> release)
    {
        _memory = memory;
        _release = release;
        Width = width;
        Height = height;
        Channels = channels;
        GC.AddMemoryPressure(LongLength);
    }

    /// <summary>Gives the memory back for a picture that nobody disposed.</summary>
    ~Pixels() => Release();

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Samples a pixel: 3 for RGB, 1 for grey.</summary>
    public int Channels { get; }

    /// <summary>Bytes from one row to the next: width times channels.</summary>
    public int Stride => Width * Channels;

    /// <summary>Every sample: height times width times channels bytes.</summary>
    /// <exception cref="ObjectDisposedException">The picture was disposed.</exception>
    public Span<byte> Span => new(Pointer, checked((int)LongLength));

    /// <summary>The first sample, for code that hands the picture to native libraries. Valid until disposal.</summary>
    internal byte* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_memory == 0, this);
            return (byte*)_memory;
        }
    }

    internal long LongLength => (long)Width * Height * Channels;

    /// <summary>Copies samples (rows, interleaved) into a new picture.</summary>
    /// <exception cref="ArgumentException"><paramref name="samples"/> doesn't hold width times height times channels bytes.</exception>
    public static Pixels From(ReadOnlySpan<byte> samples, int width, int height, int channels = 3)
    {
        RefuseWrongLength(samples.Length, width, height, channels);
        var pixels = new Pixels(width, height, channels);
        samples.CopyTo(pixels.Span);
        return pixels;
    }

    /// <summary>
    /// A picture over samples (rows, interleaved) that somebody else owns, pinned and not copied: they have to stay as long as it does.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="samples"/> doesn't hold width times height times channels bytes.</exception>
    public static Pixels Over(Memory<byte> samples, int width, int height, int channels = 3)
    {
        RefuseWrongLength(samples.Length, width, height, channels);
        var pinned = samples.Pin();
        return new((nint)pinned.Pointer, width, height, channels, _ => pinned.Dispose());
    }

    /// <summary>One row of samples, from the top.</summary>
    public Span<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        return new(Pointer + ((long)y * Stride), Stride);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private static nint Allocate(int width, int height, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "A picture has 1 (grey) or 3 (RGB) channels.");

        return (nint)NativeMemory.AlignedAlloc((nuint)((long)width * height * channels), 64);
    }

    private static void RefuseWrongLength(int samples, int width, int height, int channels)
    {
        if (samples != (long)width * height * channels)
            throw new ArgumentException($"{width} x {height} x {channels} samples were promised, {samples} were given.", nameof(samples));
    }

    private static void FreeNative(nint memory) => NativeMemory.AlignedFree((void*)memory);

    private void Release()
    {
        var memory = Interlocked.Exchange(ref _memory, 0);
        if (memory == 0)
            return;

        _release(memory);
        GC.RemoveMemoryPressure(LongLength);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PhotoScore.Core.Imaging;

/// <summary>Takes interleaved RGB apart, eight pixels at a time, into one vector of integers for each channel.</summary>
internal static class RgbBlocks
{
    /// <summary>Pixels of a block.</summary>
    public const int Pixels = 8;

    // A block is read as two halves of 16 bytes, 12 of which count.
    private const int BytesRead = 28;

    // The first byte of each pixel's channel becomes the low byte of an integer; 0x80 and above make zeros.
    private static readonly Vector256<byte> Red = Vector256.Create(Vector128.Create((byte)0, 0x80, 0x80, 0x80, 3, 0x80, 0x80, 0x80, 6, 0x80, 0x80, 0x80, 9, 0x80, 0x80, 0x80));
    private static readonly Vector256<byte> Green = Red + Vector256.Create(0x00000001).AsByte();
    private static readonly Vector256<byte> Blue = Red + Vector256.Create(0x00000002).AsByte();

    /// <summary>Whether this processor can; where it can't, there are no blocks.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>How many blocks may be read of so many bytes; a block reads a little past its own pixels.</summary>
    public static int Count(int bytes) => !IsSupported || bytes < BytesRead ? 0 : ((bytes - BytesRead) / (3 * Pixels)) + 1;

    /// <summary>The channels of a block's pixels, 0 to 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<int> Red, Vector256<int> Green, Vector256<int> Blue) Read(ReadOnlySpan<byte> rgb, int block)
    {
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(rgb), 3 * Pixels * block);
        var bytes = Vector256.Create(Vector128.LoadUnsafe(ref first), Vector128.LoadUnsafe(ref first, 12));
        return (Avx2.Shuffle(bytes, Red).AsInt32(), Avx2.Shuffle(bytes, Green).AsInt32(), Avx2.Shuffle(bytes, Blue).AsInt32());
    }
}

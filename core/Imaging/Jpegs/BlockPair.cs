using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>Samples of two blocks to their quantized coefficients.</summary>
internal static unsafe class BlockPair
{
    /// <summary>Coefficients of two blocks, row by row: eight of the one, then eight of the other.</summary>
    public const int Size = 2 * JpegTables.BlockSize;

    // Where the coefficients of the one block lie in a pair, in the order of the file; those of the other lie eight further.
    private static readonly byte[] PlacesInPair = [.. JpegTables.NaturalOrder.ToArray().Select(at => (byte)((at / 8 * 16) + (at % 8)))];

    // For each row of a block and each set of its coefficients: the same set in the order of the file.
    private static readonly ulong[] InOrder = MakeInOrder();

    /// <summary>Where coefficients lie in a pair, in the order of the file.</summary>
    public static ReadOnlySpan<byte> Places => PlacesInPair;

    /// <summary>Transforms two blocks.</summary>
    /// <param name="left">The first sample of one block.</param>
    /// <param name="right">The first sample of the other.</param>
    /// <param name="stride">Bytes from one of their rows to the next.</param>
    /// <param name="quantizer">Their steps.</param>
    /// <param name="coefficients">Room for <see cref="Size"/>.</param>
    /// <returns>For each block a bit for each coefficient that is not zero, in the order of the file.</returns>
    [SkipLocalsInit]
    public static (ulong Left, ulong Right) Transform(byte* left, byte* right, int stride, Quantizer quantizer, short* coefficients)
    {
        var rows = (Vector256<short>*)coefficients;
        var middle = Vector256.Create((short)128);
        for (var y = 0; y < 8; y++)
        {
            var samples = Vector128.Create(*(ulong*)(left + (y * stride)), *(ulong*)(right + (y * stride))).AsByte();
            Vector256.Store(Avx2.ConvertToVector256Int16(samples) - middle, coefficients + (16 * y));
        }
        ForwardDct.Transform(rows);
        quantizer.Quantize(rows);

        var (ofLeft, ofRight) = (0ul, 0ul);
        for (var y = 0; y < 8; y += 2)
        {
            var zeros = Vector256.Equals(Avx2.PackSignedSaturate(rows[y], rows[y + 1]), Vector256<sbyte>.Zero);
            var present = ~zeros.ExtractMostSignificantBits();
            ofLeft |= Ordered(y, (byte)present) | Ordered(y + 1, (byte)(present >> 8));
            ofRight |= Ordered(y, (byte)(present >> 16)) | Ordered(y + 1, (byte)(present >> 24));
        }
        return (ofLeft, ofRight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Ordered(int row, byte set) => InOrder[(row << 8) | set];

    private static ulong[] MakeInOrder()
    {
        var sets = new ulong[8 * 256];
        for (var at = 0; at < JpegTables.BlockSize; at++)
        {
            var (row, bit) = (JpegTables.NaturalOrder[at] / 8, 1 << (JpegTables.NaturalOrder[at] % 8));
            for (var set = 0; set < 256; set++)
                sets[(row << 8) | set] |= (set & bit) != 0 ? 1ul << at : 0;
        }
        return sets;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PhotoScore.Trainer.Data.Augmentation;

/// <summary>Eight pixels that lie one after another, a vector of integers from 0 to 255 for each colour.</summary>
/// <param name="Red">In the order of the pixels.</param>
/// <param name="Green">In the order of the pixels.</param>
/// <param name="Blue">In the order of the pixels.</param>
internal readonly record struct RgbLanes(Vector256<int> Red, Vector256<int> Green, Vector256<int> Blue)
{
    /// <summary>How many pixels.</summary>
    public const int Count = 8;

    /// <summary>How many bytes <see cref="Load"/> looks at: four more than the pixels have.</summary>
    public const int LoadedBytes = 28;

    // Four pixels of three bytes each, a byte of each to the lowest of four.
    private static readonly Vector256<byte> First = Spread(0);
    private static readonly Vector256<byte> Second = Spread(1);
    private static readonly Vector256<byte> Third = Spread(2);

    private static readonly Vector256<byte> Compact = Twice(Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255));
    private static readonly Vector256<int> Join = Vector256.Create(0, 1, 2, 4, 5, 6, 7, 7);

    /// <summary>Whether this machine has the instructions that the rest needs.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>Reads eight pixels.</summary>
    /// <param name="rgb">The first of them; <see cref="LoadedBytes"/> from there on are the caller's.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RgbLanes Load(ref byte rgb)
    {
        var bytes = Vector256.Create(Vector128.LoadUnsafe(ref rgb), Vector128.LoadUnsafe(ref rgb, 12));
        return new RgbLanes(Avx2.Shuffle(bytes, First).AsInt32(), Avx2.Shuffle(bytes, Second).AsInt32(), Avx2.Shuffle(bytes, Third).AsInt32());
    }

    /// <summary>Writes the pixels' 24 bytes, and none after them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte rgb)
    {
        var pixels = Red | (Green << 8) | (Blue << 16);
        var bytes = Avx2.PermuteVar8x32(Avx2.Shuffle(pixels.AsByte(), Compact).AsInt32(), Join).AsByte();
        bytes.GetLower().StoreUnsafe(ref rgb);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref rgb, 16), bytes.AsUInt64().GetElement(2));
    }

    private static Vector256<byte> Spread(int channel)
    {
        Span<byte> places = stackalloc byte[16];
        places.Fill(255);
        for (var pixel = 0; pixel < 4; pixel++)
            places[pixel * 4] = (byte)((pixel * 3) + channel);
        return Twice(MemoryMarshal.Read<Vector128<byte>>(places));
    }

    private static Vector256<byte> Twice(Vector128<byte> half) => Vector256.Create(half, half);
}

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>Writes blocks of coefficients as Huffman codes into memory of the caller.</summary>
internal unsafe ref struct JpegBits
{
    /// <summary>The most bytes that a block can take: 64 codes of 16 bits with 11 more, and a zero after every byte.</summary>
    public const int LongestBlock = 512;

    private const int EndOfBlock = 0x00;
    private const int SixteenZeros = 0xF0;

    private byte* _to;
    private ulong _bits;
    private int _held;

    /// <param name="to">Where the next byte goes; the caller sees to it that there is room.</param>
    public JpegBits(byte* to) => _to = to;

    /// <summary>Where the next byte goes.</summary>
    public byte* At
    {
        readonly get => _to;
        set => _to = value;
    }

    /// <summary>Writes a block.</summary>
    /// <param name="block">Its coefficients, as <see cref="BlockPair.Places"/> says.</param>
    /// <param name="present">Which of them are not zero, in the order of the file.</param>
    /// <param name="difference">Its DC coefficient less the one before of its component.</param>
    /// <param name="dc">The codes of differences.</param>
    /// <param name="ac">The codes of the other coefficients.</param>
    public void WriteBlock(short* block, ulong present, int difference, HuffmanCodes dc, HuffmanCodes ac)
    {
        // Kept in registers until the block is done.
        var to = _to;
        var (bits, held) = (_bits, _held);
        ref var places = ref MemoryMarshal.GetReference(BlockPair.Places);
        PutValue(ref to, ref bits, ref held, dc, 0, difference);
        var last = 0;
        for (var left = present & ~1ul; left != 0; left &= left - 1)
        {
            var at = BitOperations.TrailingZeroCount(left);
            var run = at - last - 1;
            for (; run > 15; run -= 16)
                PutCode(ref to, ref bits, ref held, ac[SixteenZeros]);
            PutValue(ref to, ref bits, ref held, ac, run << 4, block[Unsafe.Add(ref places, at)]);
            last = at;
        }
        if (last < JpegTables.BlockSize - 1)
            PutCode(ref to, ref bits, ref held, ac[EndOfBlock]);
        _to = to;
        (_bits, _held) = (bits, held);
    }

    /// <summary>Writes a block that has the DC coefficient of the one before and nothing else.</summary>
    public void WriteNothingNew(HuffmanCodes dc, HuffmanCodes ac)
    {
        short zero = 0;
        WriteBlock(&zero, 0, 0, dc, ac);
    }

    /// <summary>Fills the last byte with ones and writes what is left.</summary>
    public void Finish()
    {
        var missing = -_held & 7;
        _to = WriteBytes(_to, (_bits << missing) | ((1u << missing) - 1), _held + missing);
        _held = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutValue(ref byte* to, ref ulong bits, ref int held, HuffmanCodes codes, int run, int value)
    {
        // A negative value is written as one less, its upper bits cut off.
        var sign = value >> 31;
        var size = 32 - BitOperations.LeadingZeroCount((uint)((value ^ sign) - sign));
        var code = codes[run | size];
        var low = (uint)(value + sign) & ((1u << size) - 1);
        Put(ref to, ref bits, ref held, ((code >> 8) << size) | low, (int)(code & 0xFF) + size);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutCode(ref byte* to, ref ulong bits, ref int held, uint code) => Put(ref to, ref bits, ref held, code >> 8, (int)(code & 0xFF));

    // At most 32 bits are held between values, and a value has at most 27.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref byte* to, ref ulong bits, ref int held, uint value, int count)
    {
        bits = (bits << count) | value;
        held += count;
        if (held < 32)
            return;
        var word = (uint)(bits >> (held - 32));
        // Where no byte is 0xFF, the four leave as they are.
        if ((word & ~(word + 0x01010101u) & 0x80808080u) == 0)
        {
            Unsafe.WriteUnaligned(to, BinaryPrimitives.ReverseEndianness(word));
            to += 4;
        }
        else
        {
            to = WriteBytes(to, word, 32);
        }
        held -= 32;
    }

    // A byte 0xFF is followed by a zero, so that it is no marker.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte* WriteBytes(byte* to, ulong bits, int count)
    {
        for (; count > 0; count -= 8)
        {
            var value = (byte)(bits >> (count - 8));
            *to++ = value;
            if (value == 0xFF)
                *to++ = 0;
        }
        return to;
    }
}

using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>Reads blocks of coefficients from compressed data up to the next marker. What is not as it should be makes it fail.</summary>
/// <param name="from">The first byte.</param>
/// <param name="end">Past the last byte of the file.</param>
internal unsafe ref struct ScanBits(byte* from, byte* end)
{
    // The next bits from the highest down; as many as are held, of which some may be made up after a marker.
    private byte* _from = from;
    private ulong _bits;
    private int _held;
    private int _madeUp;

    /// <summary>Where the marker is that ended the data; once <see cref="End"/> said so.</summary>
    public readonly byte* Marker => _from;

    /// <summary>Reads a block.</summary>
    /// <param name="dc">The codes of differences.</param>
    /// <param name="ac">The codes of the other coefficients.</param>
    /// <param name="last">The DC coefficient of the component's block before; becomes this one's.</param>
    /// <param name="block">Zeros, as <see cref="BlockPair.Places"/> says.</param>
    /// <returns>The last coefficient that is not zero, in the order of the file; -1 when the data is not as it should be.</returns>
    public int ReadBlock(HuffmanLookup dc, HuffmanLookup ac, scoped ref int last, short* block)
    {
        var (bits, held) = (_bits, _held);
        if (held < 32)
            Refill(ref bits, ref held);
        var size = Symbol(dc, ref bits, ref held);
        if (size < 0)
            return -1;
        last += Value(size, ref bits, ref held);
        if (last is < short.MinValue or > short.MaxValue)
            return -1;
        *block = (short)last;

        ref var entries = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(ac.Entries);
        ref var places = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(BlockPair.Places);
        var (at, furthest) = (1, 0);
        while (at < JpegTables.BlockSize)
        {
            if (held < 32)
                Refill(ref bits, ref held);
            var entry = Unsafe.Add(ref entries, (int)(bits >> (64 - HuffmanLookup.Bits)));
            if ((entry & HuffmanLookup.HasValue) != 0)
            {
                bits <<= entry & 0x7F;
                held -= entry & 0x7F;
                at += (entry >> 8) & 0xFF;
                if (at >= JpegTables.BlockSize)
                    return -1;
                furthest = at;
                block[Unsafe.Add(ref places, at++)] = (short)(entry >> 16);
                continue;
            }
            var symbol = Symbol(ac, ref bits, ref held);
            if (symbol == 0)
                break;
            size = symbol & 15;
            at += symbol >> 4;
            if (symbol == 0xF0)
            {
                at++;
                continue;
            }
            if (symbol < 0 || size is 0 or > 10 || at >= JpegTables.BlockSize)
                return -1;
            furthest = at;
            block[Unsafe.Add(ref places, at++)] = (short)Value(size, ref bits, ref held);
        }
        (_bits, _held) = (bits, held);
        return at > JpegTables.BlockSize || _madeUp > held ? -1 : furthest;
    }

    /// <summary>Whether the data ends here, at a marker, with nothing but the rest of its last byte left, and nothing was read that was not there.</summary>
    public bool End()
    {
        var (bits, held) = (_bits, _held);
        if (_madeUp == 0)
            RefillByBytes(ref bits, ref held);
        return _madeUp > 0 && held - _madeUp is >= 0 and < 8;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Value(int size, ref ulong bits, ref int held)
    {
        if (size == 0)
            return 0;
        var value = (int)(bits >> (64 - size));
        bits <<= size;
        held -= size;
        return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Symbol(HuffmanLookup table, ref ulong bits, ref int held)
    {
        var entry = table.Entries[(int)(bits >> (64 - HuffmanLookup.Bits))];
        var (length, symbol) = entry != 0 ? (entry & 0x7F, (entry >> 8) & 0xFF) : table.Find((int)(bits >> 48));
        bits <<= length;
        held -= length;
        return length == 0 ? -1 : symbol;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Refill(ref ulong bits, ref int held)
    {
        if (end - _from >= 8)
        {
            var next = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(_from));
            // No byte is 0xFF: all of them are data.
            if ((next & ~(next + 0x0101010101010101ul) & 0x8080808080808080ul) == 0)
            {
                bits |= next >> held;
                _from += (63 - held) >> 3;
                held |= 56;
                return;
            }
        }
        RefillByBytes(ref bits, ref held);
    }

    private void RefillByBytes(ref ulong bits, ref int held)
    {
        // What stands below the bits that are held came from a byte that is read again.
        bits = held == 0 ? 0 : bits & (ulong.MaxValue << (64 - held));
        while (held <= 56)
        {
            var data = _madeUp == 0 && _from < end && (*_from != 0xFF || (end - _from > 1 && _from[1] == 0));
            if (data)
            {
                bits |= (ulong)*_from << (56 - held);
                _from += *_from == 0xFF ? 2 : 1;
            }
            else
            {
                _madeUp += 8;
            }
            held += 8;
        }
    }
}

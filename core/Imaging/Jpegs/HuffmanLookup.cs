namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>The codes of one table, to read with: the next bits lead to a symbol, and where they hold its value too, to that.</summary>
internal sealed class HuffmanLookup
{
    /// <summary>Bits that are looked up at once.</summary>
    public const int Bits = 10;

    /// <summary>Set in an entry that holds a run of zeros and the value after it.</summary>
    public const int HasValue = 0x80;

    private readonly int[] _entries = new int[1 << Bits];
    private readonly byte[] _symbols;

    // Of each length: the first code after the last one, with 16 bits, and what leads from a code to its symbol.
    private readonly int[] _ends = new int[17];
    private readonly int[] _offsets = new int[17];

    private HuffmanLookup(byte[] symbols) => _symbols = symbols;

    /// <summary>
    /// By the next <see cref="Bits"/> bits: the bits to take in the lowest seven; above eight the symbol or, with <see cref="HasValue"/>, the run, and
    /// above sixteen the value. 0 where the code is longer.
    /// </summary>
    public int[] Entries => _entries;

    /// <summary>Reads a table; null where its codes are impossible.</summary>
    /// <param name="counts">How many codes of each length from 1 to 16.</param>
    /// <param name="symbols">Their symbols.</param>
    /// <param name="dc">Whether it is of DC differences, whose symbols are sizes alone.</param>
    public static HuffmanLookup? TryMake(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols, bool dc)
    {
        var table = new HuffmanLookup(symbols.ToArray());
        var (code, at) = (0, 0);
        for (var length = 1; length <= 16; length++, code <<= 1)
        {
            table._offsets[length] = at - code;
            // They must fit, and the code of ones alone is kept free.
            if (counts[length - 1] > 0 && code + counts[length - 1] >= 1 << length)
                return null;
            for (var i = 0; i < counts[length - 1]; i++, code++, at++)
            {
                if (dc && symbols[at] > 11)
                    return null;
                if (length <= Bits)
                    table.Enter(code, length, symbols[at], dc);
            }
            table._ends[length] = code << (16 - length);
        }
        return table;
    }

    /// <summary>A code that is longer than <see cref="Bits"/>: its length and symbol; a length of 0 where there is none.</summary>
    /// <param name="next">The next 16 bits.</param>
    public (int Length, int Symbol) Find(int next)
    {
        for (var length = Bits + 1; length <= 16; length++)
        {
            if (next < _ends[length])
                return (length, _symbols[(next >> (16 - length)) + _offsets[length]]);
        }
        return (0, 0);
    }

    private void Enter(int code, int length, int symbol, bool dc)
    {
        var (run, size) = (dc ? 0 : symbol >> 4, symbol & 15);
        for (var rest = 0; rest < 1 << (Bits - length); rest++)
        {
            var index = (code << (Bits - length)) | rest;
            if (dc || size == 0 || length + size > Bits)
            {
                _entries[index] = (symbol << 8) | length;
                continue;
            }
            var low = rest >> (Bits - length - size);
            var value = low < 1 << (size - 1) ? low - (1 << size) + 1 : low;
            _entries[index] = (value << 16) | (run << 8) | HasValue | (length + size);
        }
    }
}

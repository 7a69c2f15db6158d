namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>The codes of one table by symbol, to write with.</summary>
internal sealed class HuffmanCodes
{
    private readonly uint[] _codes = new uint[256];

    /// <param name="table">How many codes of each length from 1 to 16, then the symbols in the order of their codes.</param>
    public HuffmanCodes(ReadOnlySpan<byte> table)
    {
        var (code, at) = (0u, 16);
        for (var length = 1; length <= 16; length++, code <<= 1)
        {
            for (var i = 0; i < table[length - 1]; i++)
                _codes[table[at++]] = (code++ << 8) | (uint)length;
        }
    }

    /// <summary>A symbol's code above 8 bits of its length.</summary>
    public uint this[int symbol] => _codes[symbol & 0xFF];
}

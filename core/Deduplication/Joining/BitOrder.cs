namespace PhotoScore.Core.Deduplication.Joining;

/// <summary>
/// Deals the bits of hashes out anew. Neighbouring bits of a perceptual hash come from neighbouring pixels and agree more often than chance has it; a block of
/// bits that lie far apart divides photos into more even groups. Distances stay as they are.
/// </summary>
internal static class BitOrder
{
    // Odd, so that every bit has a place; 27 bits apart are three rows and three columns of an 8 x 8 hash.
    private const int Step = 27;

    private static readonly ulong[] Table = MakeTable();

    /// <summary>The hashes with their bits in the new order.</summary>
    public static ulong[] Spread(ReadOnlySpan<ulong> hashes)
    {
        var spread = new ulong[hashes.Length];
        for (var i = 0; i < spread.Length; i++)
            spread[i] = Spread(hashes[i]);
        return spread;
    }

    internal static ulong Spread(ulong hash)
    {
        var spread = 0UL;
        for (var part = 0; part < 8; part++)
            spread |= Table[(part * 256) + (int)(hash >> (8 * part) & 0xff)];
        return spread;
    }

    // For each of the eight bytes and each of its values, where its bits go.
    private static ulong[] MakeTable()
    {
        var places = new int[64];
        for (var place = 0; place < 64; place++)
            places[place * Step % 64] = place;

        var table = new ulong[8 * 256];
        for (var i = 0; i < table.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                if ((i % 256 >> bit & 1) == 1)
                    table[i] |= 1UL << places[(i / 256 * 8) + bit];
            }
        }

        return table;
    }
}

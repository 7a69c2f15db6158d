using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using PhotoScore.Core.Datasets;

namespace PhotoScore.Functions.Datasets.Listing.Archives;

/// <summary>
/// Lists the files of a zip by the directory at its end. Format: PKWARE's APPNOTE.TXT 6.3.10,
/// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.12 (directory), 4.3.14 to 4.3.16 (its end), 4.5.3 (zip64).
/// </summary>
internal static class ZipEntries
{
    private const int RecordLength = 46;
    private const ushort Encrypted = 1;
    private const ushort Utf8 = 1 << 11;
    private const ushort Zip64Extra = 1;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="zip">Seekable.</param>
    /// <param name="blob">The archive's name.</param>
    /// <param name="from">The number of the first entry to list, from 0.</param>
    /// <param name="cancellation">Stops the listing.</param>
    /// <exception cref="InvalidDataException">It is no zip, or ends too early; the message says what to do.</exception>
    public static async IAsyncEnumerable<ArchiveEntry> ReadAsync(Stream zip, string blob, long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var directory = await ZipDirectory.ReadAsync(zip, cancellation);
        var at = 0;
        for (var number = 0L; number < directory.Entries; number++)
        {
            var record = directory.Bytes.AsMemory(Math.Min(at, directory.Bytes.Length));
            if (record.Length < RecordLength || BinaryPrimitives.ReadUInt32LittleEndian(record.Span) != 0x02014b50)
                throw ZipDirectory.Damaged();
            at += RecordLength + U16(record, 28) + U16(record, 30) + U16(record, 32);
            if (at > directory.Bytes.Length)
                throw ZipDirectory.Damaged();
            if (number >= from && Read(record, blob, number, directory.Start) is { } entry)
                yield return entry;
        }
    }

    private static ArchiveEntry? Read(ReadOnlyMemory<byte> record, string blob, long number, long directory)
    {
        var (flags, method) = (U16(record, 8), U16(record, 10));
        var name = NameOf(record.Span.Slice(RecordLength, U16(record, 28)), flags);
        // A folder is an entry of its own, with a slash at its end.
        if (name.EndsWith('/'))
            return null;

        var (length, packed, header) = SizesOf(record);
        var place = new ArchivePlace.InZip(blob, header, packed, length, BinaryPrimitives.ReadUInt32LittleEndian(record.Span[16..]), Deflated: method == 8);
        (string, string)? fault = (flags & Encrypted) != 0 ? (Outcomes.UnreadableEntry, "It is encrypted; pack the folder again without a password.")
            : method is not (0 or 8) ? (Outcomes.UnreadableEntry, $"It is packed by method {method}; only stored and deflated files are read. Pack the folder again with deflate.")
            : IsLink(record) ? (Outcomes.NotAPhoto, "A link; pack the files themselves.")
            : header + packed > directory ? (Outcomes.UnreadableEntry, "It would reach beyond the archive's files; pack the folder again.")
            : null;
        return ArchiveEntry.Of(name, number, place.ToString(), fault);
    }

    // Tools of old wrote no mark and UTF-8 all the same, or the code page of their country, of which nothing tells.
    private static string NameOf(ReadOnlySpan<byte> bytes, ushort flags)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return (flags & Utf8) != 0 ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
        }
    }

    // What does not fit into 32 bits is all ones there, and stands in the zip64 field, in this order.
    private static (long Length, long Packed, long Header) SizesOf(ReadOnlyMemory<byte> record)
    {
        long packed = U32(record, 20), length = U32(record, 24), header = U32(record, 42);
        var wide = Zip64Of(record.Slice(RecordLength + U16(record, 28), U16(record, 30)));
        return (Wide(length), Wide(packed), Wide(header));

        long Wide(long value)
        {
            if (value != uint.MaxValue || wide.Length < 8)
                return value;
            var full = BinaryPrimitives.ReadInt64LittleEndian(wide.Span);
            wide = wide[8..];
            return full is >= 0 and < long.MaxValue / 4 ? full : throw ZipDirectory.Damaged();
        }
    }

    private static ReadOnlyMemory<byte> Zip64Of(ReadOnlyMemory<byte> extra)
    {
        while (extra.Length >= 4 && extra.Length >= 4 + U16(extra, 2))
        {
            var size = U16(extra, 2);
            if (U16(extra, 0) == Zip64Extra)
                return extra.Slice(4, size);
            extra = extra[(4 + size)..];
        }
        return default;
    }

    // Made on Unix (the upper byte of "made by"), the upper half of the external attributes is the file's mode.
    private static bool IsLink(ReadOnlyMemory<byte> record) => U16(record, 4) >> 8 == 3 && (U32(record, 38) >> 16 & 0xF000) == 0xA000;

    private static ushort U16(ReadOnlyMemory<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[at..]);

    private static uint U32(ReadOnlyMemory<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[at..]);
}

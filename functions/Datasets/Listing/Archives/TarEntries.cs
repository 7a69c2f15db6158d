using System.Formats.Tar;
using System.Runtime.CompilerServices;
using PhotoScore.Core.Datasets;

namespace PhotoScore.Functions.Datasets.Listing.Archives;

/// <summary>Lists the files of a tar (POSIX.1-2017 pax, ustar, GNU) by its headers alone: the stream is moved past the files' bytes.</summary>
internal static class TarEntries
{
    private const int Block = 512;

    // Names and attributes of real files stay far below; a reader takes them into memory whole.
    private const long LargestExtension = 1 << 20;

    /// <param name="tar">Seekable.</param>
    /// <param name="blob">The archive's name.</param>
    /// <param name="from">0, or where an entry begins.</param>
    /// <param name="cancellation">Stops the listing.</param>
    /// <exception cref="InvalidDataException">It is no tar, or ends too early; the message says what to do.</exception>
    public static async IAsyncEnumerable<ArchiveEntry> ReadAsync(Stream tar, string blob, long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        tar.Position = from;
        await using var reader = new TarReader(tar, leaveOpen: true);
        var next = from;
        while (await NextAsync(reader, tar, next, cancellation) is { } entry)
        {
            var at = next;
            // An entry whose bytes are no multiple of a block is filled up with zeros. A header may lie: its length may be too large to add anything to.
            next = entry.Length <= tar.Length ? entry.DataOffset + ((entry.Length + Block - 1) / Block * Block) : long.MaxValue;
            if (next > tar.Length)
                throw Cut($"inside of {EntryNames.Printable(entry.Name)}");
            if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes)
                continue;
            yield return ArchiveEntry.Of(entry.Name, at, new ArchivePlace.InTar(blob, entry.DataOffset, entry.Length).ToString(), Refused(entry));
        }
        if (next + Block > tar.Length)
            throw Cut("without the mark of a tar's end");
    }

    private static async ValueTask<TarEntry?> NextAsync(TarReader reader, Stream tar, long at, CancellationToken cancellation)
    {
        await RefuseHugeExtensionsAsync(tar, at, cancellation);
        try
        {
            return await reader.GetNextEntryAsync(copyData: false, cancellation);
        }
        // The reader moves past a file's bytes at once, and a blob's stream refuses to be moved past its end.
        catch (Exception e) when (e is EndOfStreamException or ArgumentException)
        {
            throw Cut("inside of an entry", e);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or InvalidOperationException or OverflowException)
        {
            throw Damaged(e);
        }
    }

    // Before a file's header may stand others: pax attributes (x, g), long names (L) and long targets of links (K) of GNU.
    private static async Task RefuseHugeExtensionsAsync(Stream tar, long at, CancellationToken cancellation)
    {
        var before = tar.Position;
        var header = new byte[TarHeader.Length];
        while (at + Block <= tar.Length)
        {
            tar.Position = at;
            await tar.ReadExactlyAsync(header, cancellation);
            if (TarHeader.KindOf(header) is not ('x' or 'g' or 'L' or 'K'))
                break;
            var size = TarHeader.SizeOf(header) ?? throw Damaged();
            if (size > LargestExtension)
                throw new InvalidDataException($"the name or attributes of an entry claim {size} bytes; pack the folder again.");
            at += Block + ((size + Block - 1) / Block * Block);
        }
        tar.Position = before;
    }

    private static (string, string)? Refused(TarEntry entry) => entry.EntryType switch
    {
        TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile => null,
        TarEntryType.SymbolicLink or TarEntryType.HardLink => (Outcomes.NotAPhoto, "A link; pack the files themselves (tar --dereference --hard-dereference)."),
        _ => (Outcomes.NotAPhoto, $"No plain file but a {entry.EntryType}."),
    };

    private static InvalidDataException Damaged(Exception? inner = null) =>
        new("it is no tar, or a damaged one; pack the folder again as an uncompressed tar.", inner);

    private static InvalidDataException Cut(string where, Exception? inner = null) => new($"it ends {where}: its upload was cut short. Upload it again.", inner);
}

using System.Buffers.Binary;

namespace PhotoScore.Functions.Datasets.Listing.Archives;

/// <summary>The directory at the end of a zip, as bytes. See <see cref="ZipEntries"/> for the format.</summary>
/// <param name="Bytes">Its records.</param>
/// <param name="Entries">How many there are.</param>
/// <param name="Start">Where they begin, which is where the files end.</param>
internal sealed record ZipDirectory(byte[] Bytes, long Entries, long Start)
{
    private const int EndLength = 22;
    private const int Zip64LocatorLength = 20;
    private const int Zip64EndLength = 56;

    // A comment of 64 KiB may follow the end record.
    private const int Tail = EndLength + Zip64LocatorLength + ushort.MaxValue;

    // Two million entries with names of eighty letters.
    private const long Largest = 256L << 20;

    /// <exception cref="InvalidDataException">It is no zip, or ends too early.</exception>
    public static async Task<ZipDirectory> ReadAsync(Stream zip, CancellationToken cancellation)
    {
        var tail = await SliceAsync(zip, Math.Max(0, zip.Length - Tail), Math.Min(zip.Length, Tail), cancellation);
        var end = EndOf(tail);
        if (end < 0)
            throw new InvalidDataException("it has no directory at its end: it is no zip, or its upload was cut short. Pack or upload it again.");

        long entries = U16(tail, end + 10), size = U32(tail, end + 12), start = U32(tail, end + 16);
        if (U16(tail, end + 4) != 0)
            throw new InvalidDataException("it is one part of several; pack the folder into one zip.");
        var last = zip.Length - tail.Length + end;
        if (entries == ushort.MaxValue || size == uint.MaxValue || start == uint.MaxValue)
            (entries, size, start) = await Zip64Async(zip, tail, end, cancellation) ?? (entries, size, start);
        if (size > Largest)
            throw new InvalidDataException($"its directory has {size >> 20} MiB; make several archives, and list each as a source.");
        if (start < 0 || size < 0 || entries < 0 || start + size > last)
            throw Damaged();
        return new ZipDirectory(await SliceAsync(zip, start, size, cancellation), entries, start);
    }

    public static InvalidDataException Damaged() => new("its directory is damaged; pack the folder again.");

    private static async Task<(long, long, long)?> Zip64Async(Stream zip, byte[] tail, int end, CancellationToken cancellation)
    {
        var locator = end - Zip64LocatorLength;
        if (locator < 0 || U32(tail, locator) != 0x07064b50)
            return null;
        var at = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(locator + 8));
        if (at < 0 || at > zip.Length - Zip64EndLength)
            throw Damaged();
        var record = await SliceAsync(zip, at, Zip64EndLength, cancellation);
        if (U32(record, 0) != 0x06064b50)
            throw Damaged();
        return (BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32)), BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(40)), BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)));
    }

    // From the back: a comment may hold anything, its own length must fit.
    private static int EndOf(byte[] tail)
    {
        for (var at = tail.Length - EndLength; at >= 0; at--)
        {
            if (U32(tail, at) == 0x06054b50 && at + EndLength + U16(tail, at + 20) == tail.Length)
                return at;
        }
        return -1;
    }

    private static async Task<byte[]> SliceAsync(Stream zip, long offset, long length, CancellationToken cancellation)
    {
        var bytes = new byte[length];
        zip.Position = offset;
        await zip.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    private static ushort U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}

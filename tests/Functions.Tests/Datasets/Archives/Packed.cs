using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;

namespace PhotoScore.Functions.Tests.Datasets.Archives;

/// <summary>Archives made for tests.</summary>
internal static class Packed
{
    public static byte[] As(string extension, IEnumerable<(string Name, byte[] Content)> files) => extension == ".zip" ? Zip(files) : Tar(files);

    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> files, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }
        return bytes.ToArray();
    }

    public static byte[] Tar(IEnumerable<(string Name, byte[] Content)> files, TarEntryFormat format = TarEntryFormat.Pax) =>
        Tar(files.Select(file => Entry(file.Name, file.Content, format)));

    public static byte[] Tar(IEnumerable<TarEntry> entries)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, leaveOpen: true))
        {
            foreach (var entry in entries)
                tar.WriteEntry(entry);
        }
        return bytes.ToArray();
    }

    public static TarEntry Entry(string name, byte[] content, TarEntryFormat format = TarEntryFormat.Pax)
    {
        TarEntry entry = format switch
        {
            TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name),
            TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, name),
            TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, name),
            _ => new PaxTarEntry(TarEntryType.RegularFile, name),
        };
        entry.DataStream = new MemoryStream(content);
        return entry;
    }

    /// <summary>Changes the directory's record of the file whose name ends so.</summary>
    public static byte[] Patch(byte[] zip, string name, Action<Span<byte>> change)
    {
        for (var at = DirectoryOf(zip); BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(at)) == 0x02014b50;)
        {
            var lengths = (BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at + 28)), BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at + 30)), BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at + 32)));
            if (System.Text.Encoding.UTF8.GetString(zip.AsSpan(at + 46, lengths.Item1)).EndsWith(name, StringComparison.Ordinal))
                change(zip.AsSpan(at));
            at += 46 + lengths.Item1 + lengths.Item2 + lengths.Item3;
        }
        return zip;
    }

    /// <summary>The same zip with its end told in the zip64 way alone.</summary>
    public static byte[] AsZip64(byte[] zip)
    {
        var end = zip.AsSpan(zip.Length - 22).ToArray();
        var wide = new byte[56 + 20];
        BinaryPrimitives.WriteUInt32LittleEndian(wide, 0x06064b50);
        BinaryPrimitives.WriteInt64LittleEndian(wide.AsSpan(4), 44);
        BinaryPrimitives.WriteInt64LittleEndian(wide.AsSpan(24), BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(8)));
        BinaryPrimitives.WriteInt64LittleEndian(wide.AsSpan(32), BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(10)));
        BinaryPrimitives.WriteInt64LittleEndian(wide.AsSpan(40), BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(12)));
        BinaryPrimitives.WriteInt64LittleEndian(wide.AsSpan(48), BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(16)));
        BinaryPrimitives.WriteUInt32LittleEndian(wide.AsSpan(56), 0x07064b50);
        BinaryPrimitives.WriteInt64LittleEndian(wide.AsSpan(56 + 8), zip.Length - 22);
        end.AsSpan(8, 12).Fill(0xFF);
        return [.. zip[..^22], .. wide, .. end];
    }

    private static int DirectoryOf(byte[] zip) => (int)BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(zip.Length - 22 + 16));
}

using System.Globalization;
using PhotoScore.Core.Storage;

namespace PhotoScore.Functions.Datasets.Listing.Archives;

/// <summary>Where a file of an archive lies, as the URL of its candidate says it: enough to read it without reading the rest.</summary>
/// <param name="Blob">The archive's name in container <c>sources</c>.</param>
internal abstract record ArchivePlace(string Blob)
{
    private const string Tar = $"tar:{Containers.Sources}/";
    private const string Zip = $"zip:{Containers.Sources}/";

    /// <summary>In a tar.</summary>
    /// <param name="Blob">The archive.</param>
    /// <param name="Offset">Where the file's first byte is; its header is the 512 bytes before.</param>
    /// <param name="Length">How many bytes it has.</param>
    public sealed record InTar(string Blob, long Offset, long Length) : ArchivePlace(Blob)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Tar}{Blob}#{Offset},{Length}");
    }

    /// <summary>In a zip.</summary>
    /// <param name="Blob">The archive.</param>
    /// <param name="Header">Where the file's own header begins.</param>
    /// <param name="Packed">How many bytes it has in the archive.</param>
    /// <param name="Length">How many bytes it has unpacked.</param>
    /// <param name="Crc">The checksum of the unpacked bytes.</param>
    /// <param name="Deflated">Whether it is packed at all.</param>
    public sealed record InZip(string Blob, long Header, long Packed, long Length, uint Crc, bool Deflated) : ArchivePlace(Blob)
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Zip}{Blob}#{Header},{Packed},{Length},{Crc:x8},{(Deflated ? "deflated" : "stored")}");
    }

    /// <summary>Reads such a URL; null when it is none.</summary>
    public static ArchivePlace? Parse(string url)
    {
        var mark = url.LastIndexOf('#');
        if (mark < 0)
            return null;
        var parts = url[(mark + 1)..].Split(',');
        if (url.StartsWith(Tar, StringComparison.Ordinal) && parts.Length == 2 && Number(parts[0]) is { } offset && Number(parts[1]) is { } size)
            return new InTar(url[Tar.Length..mark], offset, size);
        if (url.StartsWith(Zip, StringComparison.Ordinal) && parts.Length == 5 && Number(parts[0]) is { } header && Number(parts[1]) is { } packed && Number(parts[2]) is { } length
            && uint.TryParse(parts[3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var crc) && parts[4] is "deflated" or "stored")
        {
            return new InZip(url[Zip.Length..mark], header, packed, length, crc, parts[4] == "deflated");
        }
        return null;
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

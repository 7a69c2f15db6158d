using System.Text;
using System.Text.Unicode;

namespace PhotoScore.Core.Imaging;

/// <summary>Tells what a file is by its first bytes.</summary>
public static class ImageSniffer
{
    /// <summary>How many leading bytes <see cref="Sniff"/> looks at; more are ignored.</summary>
    public const int PrefixLength = 512;

    /// <summary>Names the content of <paramref name="data"/>, of which the first <see cref="PrefixLength"/> bytes are enough.</summary>
    public static SniffedType Sniff(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
            return SniffedType.Empty;

        var head = data[..Math.Min(data.Length, PrefixLength)];
        var type = ByMagic(head);
        return type != SniffedType.Unknown ? type : ByText(head);
    }

    private static SniffedType ByMagic(ReadOnlySpan<byte> head)
    {
        // Two bytes of JPEG are its start marker; a third 0xFF keeps text in legacy encodings out.
        if (Starts(head, 0xFF, 0xD8, 0xFF)) return SniffedType.Jpeg;
        if (Starts(head, 0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10)) return SniffedType.Png;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return SniffedType.Gif;
        if (head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual("WEBP"u8)) return SniffedType.WebP;
        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) || head.StartsWith("II+\0"u8) || head.StartsWith("MM\0+"u8)) return SniffedType.Tiff;
        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8)) return ByBrand(head[8..12]);
        if (Starts(head, 0xFF, 0x0A) || (head.Length >= 8 && head[4..8].SequenceEqual("JXL "u8))) return SniffedType.JpegXl;
        if ((head.Length >= 8 && head[4..8].SequenceEqual("jP  "u8)) || Starts(head, 0xFF, 0x4F, 0xFF, 0x51)) return SniffedType.Jpeg2000;
        if (IsBitmap(head)) return SniffedType.Bmp;
        if (Starts(head, 0, 0, 1, 0) || Starts(head, 0, 0, 2, 0)) return SniffedType.Icon;
        if (head.StartsWith("8BPS"u8)) return SniffedType.Psd;
        if (head.StartsWith("%PDF-"u8)) return SniffedType.Pdf;
        if (head.StartsWith("PK\u0003\u0004"u8)) return SniffedType.Zip;
        if (Starts(head, 0x1F, 0x8B)) return SniffedType.Gzip;
        return SniffedType.Unknown;
    }

    private static bool Starts(ReadOnlySpan<byte> head, params ReadOnlySpan<byte> magic) => head.StartsWith(magic);

    private static SniffedType ByBrand(ReadOnlySpan<byte> brand)
    {
        if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)) return SniffedType.Avif;
        ReadOnlySpan<byte> heif = "heicheixhevcheimheisheifmif1msf1"u8;
        for (var i = 0; i < heif.Length; i += 4)
        {
            if (brand.SequenceEqual(heif.Slice(i, 4))) return SniffedType.Heif;
        }

        return SniffedType.Unknown;
    }

    // "BM" alone also starts texts; the header's size that follows the file header tells them apart.
    private static bool IsBitmap(ReadOnlySpan<byte> head) =>
        head.Length >= 18 && head.StartsWith("BM"u8) && head[14] is 12 or 16 or 40 or 52 or 56 or 64 or 108 or 124 && head[15] == 0;

    private static SniffedType ByText(ReadOnlySpan<byte> head)
    {
        if (!TryReadText(head, out var text))
            return SniffedType.Unknown;

        var start = text.TrimStart('\uFEFF').TrimStart();
        if (start.Length == 0) return SniffedType.Text;
        if (start[0] is '{' or '[') return SniffedType.Json;
        if (start[0] != '<') return SniffedType.Text;
        if (start.Contains("<svg", StringComparison.OrdinalIgnoreCase)) return SniffedType.Svg;
        foreach (var tag in (ReadOnlySpan<string>)["<!doctype html", "<html", "<head", "<body", "<title", "<script"])
        {
            if (start.Contains(tag, StringComparison.OrdinalIgnoreCase)) return SniffedType.Html;
        }

        return SniffedType.Xml;
    }

    private static bool TryReadText(ReadOnlySpan<byte> head, out string text)
    {
        // The prefix may end inside a character, of at most four bytes.
        for (var cut = 0; cut < Math.Min(4, head.Length); cut++)
        {
            if (!Utf8.IsValid(head[..^cut]))
                continue;

            text = Encoding.UTF8.GetString(head[..^cut]);
            return !text.AsSpan().ContainsAnyInRange('\0', '\b');
        }

        text = "";
        return false;
    }
}

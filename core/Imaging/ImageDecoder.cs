using System.Runtime.InteropServices;
using NetVips;
using PhotoScore.Core.Imaging.Jpegs;

namespace PhotoScore.Core.Imaging;

/// <summary>
/// Decodes JPEG, PNG, WebP and GIF of hostile origin to upright RGB. What a file holds beyond that is settled here:
/// <list type="bullet">
/// <item>EXIF orientation is applied, exactly once; an orientation that only XMP states is ignored.</item>
/// <item>Of an animation the first frame is taken.</item>
/// <item>Transparency is flattened on white.</item>
/// <item>Of 16 bits the upper 8 are kept; grey becomes three equal channels.</item>
/// <item>CMYK becomes RGB by Pillow's plain formula. Colour profiles are ignored, as Pillow and torchvision do.</item>
/// <item>A file that ends early is refused, not filled with grey; trailing bytes after the picture are ignored.</item>
/// </list>
/// </summary>
public static class ImageDecoder
{
    /// <summary>Decodes a file.</summary>
    /// <param name="data">The file's bytes; passing a whole array avoids a copy.</param>
    /// <param name="options">Limits; null means <see cref="DecodeOptions.Default"/>.</param>
    /// <returns>The photo, to be disposed by the caller.</returns>
    /// <exception cref="ImageRejectedException">The bytes are no photo that can be decoded within the limits.</exception>
    public static DecodedImage Decode(ReadOnlyMemory<byte> data, DecodeOptions? options = null)
    {
        options ??= DecodeOptions.Default;
        var type = ImageSniffer.Sniff(data.Span);
        RefuseUndecodable(type);
        return type == SniffedType.Jpeg && BaselineDecoder.TryDecode(data.Span, options) is var (stored, orientation)
            ? Upright(stored, orientation, type, stored.Width, stored.Height)
            : DecodeByVips(data, type, options);
    }

    /// <summary>Decodes by way of libvips, which judges every file that is not plain; of the plain ones it is the measure.</summary>
    internal static DecodedImage DecodeByVips(ReadOnlyMemory<byte> data, SniffedType type, DecodeOptions options)
    {
        VipsRuntime.Ensure();
        try
        {
            return DecodeAs(type, AsArray(data), options);
        }
        catch (VipsException e)
        {
            throw Failed(data.Span, type, e);
        }
    }

    private static DecodedImage DecodeAs(SniffedType type, byte[] data, DecodeOptions options)
    {
        using var header = Open(type, data, shrink: 1);
        var (width, height) = (header.Width, header.Height);
        RefuseTooLarge(type, width, height, data, options);

        var shrink = type == SniffedType.Jpeg ? Shrink(Math.Min(width, height), options.ShrinkToAtLeast) : 1;
        using var shrunk = shrink > 1 ? Open(type, data, shrink) : null;

        return Upright(RgbReader.Read(shrunk ?? header), ExifOrientation.Of(header), type, width, height);
    }

    private static DecodedImage Upright(Pixels pixels, int orientation, SniffedType type, int width, int height)
    {
        var upright = ExifOrientation.Apply(pixels, orientation);
        if (upright != pixels)
            pixels.Dispose();

        return ExifOrientation.SwapsSides(orientation)
            ? new DecodedImage(upright, type, height, width, orientation)
            : new DecodedImage(upright, type, width, height, orientation);
    }

    // Truncated is what Pillow refuses too; libvips alone would fill the missing part with grey.
    private static Image Open(SniffedType type, byte[] data, int shrink) => type switch
    {
        SniffedType.Jpeg => Image.JpegloadBuffer(data, shrink: shrink, access: Enums.Access.Sequential, failOn: Enums.FailOn.Truncated),
        SniffedType.Png => Image.PngloadBuffer(data, access: Enums.Access.Sequential, failOn: Enums.FailOn.Truncated),
        SniffedType.WebP => Image.WebploadBuffer(data, access: Enums.Access.Sequential, failOn: Enums.FailOn.Truncated),
        _ => Image.GifloadBuffer(data, access: Enums.Access.Sequential, failOn: Enums.FailOn.Truncated),
    };

    private static int Shrink(int shortSide, int? atLeast)
    {
        if (atLeast is not { } least)
            return 1;

        var shrink = 8;
        while (shrink > 1 && shortSide / shrink < least)
            shrink /= 2;
        return shrink;
    }

    /// <summary>Refuses what no decoder here would take, by its first bytes: a download need not be read to its end for that.</summary>
    /// <exception cref="ImageRejectedException">The file is empty, no picture, or of a format that is not decoded.</exception>
    public static void RefuseUndecodable(SniffedType type)
    {
        if (type.IsDecodable())
            return;

        throw type == SniffedType.Empty
            ? new ImageRejectedException(RejectionReason.Empty, type, "The file is empty.")
            : type.IsImage()
                ? new ImageRejectedException(RejectionReason.UnsupportedFormat, type, $"The file is {type.Code()}; only JPEG, PNG, WebP and GIF are decoded. Convert it first.")
                : new ImageRejectedException(RejectionReason.NotAnImage, type, type == SniffedType.Unknown
                    ? "The file is no image that is known here; JPEG, PNG, WebP and GIF are decoded."
                    : $"The file is {type.Code()}, not an image.");
    }

    private static void RefuseTooLarge(SniffedType type, int width, int height, ReadOnlySpan<byte> data, DecodeOptions options)
    {
        var count = (long)width * height;
        if (count > options.MaxPixels)
            throw new ImageRejectedException(RejectionReason.TooManyPixels, type, $"The header declares {width} x {height} pixels; at most {options.MaxPixels} are decoded.");

        if (type != SniffedType.Jpeg)
            return;

        var scans = JpegMarkers.CountScans(data);
        if (scans > options.MaxScans || (scans > 1 && scans * count > options.MaxScannedPixels))
            throw new ImageRejectedException(RejectionReason.TooManyScans, type, $"The JPEG has {scans} scans over {width} x {height} pixels; at most {options.MaxScans} scans and {options.MaxScannedPixels} scanned pixels are decoded.");
    }

    private static ImageRejectedException Failed(ReadOnlySpan<byte> data, SniffedType type, VipsException e)
    {
        var reason = FileEnds.IsCutShort(data, type) ? RejectionReason.Truncated : RejectionReason.Corrupt;
        var fault = reason == RejectionReason.Truncated ? "ends before its picture does" : "is damaged";
        return new ImageRejectedException(reason, type, $"The {type.Code()} file {fault}: {OneLine(e.Message)}", e);
    }

    private static string OneLine(string message) => string.Join("; ", message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct());

    // NetVips takes whole arrays only.
    private static byte[] AsArray(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : data.ToArray();
}

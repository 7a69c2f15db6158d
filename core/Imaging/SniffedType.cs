namespace PhotoScore.Core.Imaging;

/// <summary>What a file is by its content. Names and content types lie; the first bytes seldom do.</summary>
public enum SniffedType
{
    /// <summary>Nothing that we know.</summary>
    Unknown,

    /// <summary>No bytes at all.</summary>
    Empty,

    /// <summary>JPEG; decoded.</summary>
    Jpeg,

    /// <summary>PNG, animated or not; decoded.</summary>
    Png,

    /// <summary>WebP, animated or not; decoded.</summary>
    WebP,

    /// <summary>GIF, animated or not; decoded.</summary>
    Gif,

    /// <summary>TIFF or BigTIFF; a picture, not decoded here.</summary>
    Tiff,

    /// <summary>AVIF; a picture, not decoded here.</summary>
    Avif,

    /// <summary>HEIC or HEIF; a picture, not decoded here.</summary>
    Heif,

    /// <summary>JPEG XL; a picture, not decoded here.</summary>
    JpegXl,

    /// <summary>JPEG 2000; a picture, not decoded here.</summary>
    Jpeg2000,

    /// <summary>Windows bitmap; a picture, not decoded here.</summary>
    Bmp,

    /// <summary>Windows icon or cursor; a picture, not decoded here.</summary>
    Icon,

    /// <summary>Photoshop document; a picture, not decoded here.</summary>
    Psd,

    /// <summary>SVG; a drawing, not decoded here.</summary>
    Svg,

    /// <summary>A web page: what a failed download often is.</summary>
    Html,

    /// <summary>XML that is no SVG.</summary>
    Xml,

    /// <summary>JSON: what an API's refusal often is.</summary>
    Json,

    /// <summary>PDF.</summary>
    Pdf,

    /// <summary>A ZIP archive, or a document in one.</summary>
    Zip,

    /// <summary>gzip data.</summary>
    Gzip,

    /// <summary>Readable text of another kind.</summary>
    Text,
}

/// <summary>What can be said about a <see cref="SniffedType"/>.</summary>
public static class SniffedTypes
{
    /// <summary>Whether <see cref="ImageDecoder"/> decodes it: JPEG, PNG, WebP, GIF.</summary>
    public static bool IsDecodable(this SniffedType type) => type is SniffedType.Jpeg or SniffedType.Png or SniffedType.WebP or SniffedType.Gif;

    /// <summary>Whether it is a picture, decodable here or not.</summary>
    public static bool IsImage(this SniffedType type) => type is >= SniffedType.Jpeg and <= SniffedType.Svg;

    /// <summary>The stable lower-case word for it, such as <c>jpeg</c>, <c>html</c> or <c>empty</c>.</summary>
    public static string Code(this SniffedType type) => type switch
    {
        SniffedType.JpegXl => "jpeg-xl",
        SniffedType.Jpeg2000 => "jpeg-2000",
        _ => type.ToString().ToLowerInvariant(),
    };
}

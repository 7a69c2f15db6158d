namespace PhotoScore.Core.Imaging;

/// <summary>Why bytes were not accepted as a photo. <see cref="RejectionReasons.Code"/> gives the stable word for ledgers and APIs.</summary>
public enum RejectionReason
{
    /// <summary>There are no bytes.</summary>
    Empty,

    /// <summary>The bytes are something else than a picture: a web page, JSON, an archive, or nothing we know.</summary>
    NotAnImage,

    /// <summary>A picture in a format that is not decoded here, such as TIFF or AVIF.</summary>
    UnsupportedFormat,

    /// <summary>The file ends before its picture does.</summary>
    Truncated,

    /// <summary>The file's structure or its compressed data is damaged.</summary>
    Corrupt,

    /// <summary>The header declares more pixels than the limit.</summary>
    TooManyPixels,

    /// <summary>A progressive JPEG with more scans than the limit: it costs seconds to decode and is no honest photo.</summary>
    TooManyScans,
}

/// <summary>The stable, machine-readable words of <see cref="RejectionReason"/>.</summary>
public static class RejectionReasons
{
    /// <summary>The reason as a kebab-case word that stays the same across releases, such as <c>too-many-pixels</c>.</summary>
    public static string Code(this RejectionReason reason) => reason switch
    {
        RejectionReason.Empty => "empty",
        RejectionReason.NotAnImage => "not-an-image",
        RejectionReason.UnsupportedFormat => "unsupported-format",
        RejectionReason.Truncated => "truncated",
        RejectionReason.Corrupt => "corrupt",
        RejectionReason.TooManyPixels => "too-many-pixels",
        RejectionReason.TooManyScans => "too-many-scans",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a known reason."),
    };
}

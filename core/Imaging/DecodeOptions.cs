namespace PhotoScore.Core.Imaging;

/// <summary>The limits of a decode. The defaults suit photos of unknown origin.</summary>
public sealed record DecodeOptions
{
    /// <summary>Full decode with the default limits.</summary>
    public static DecodeOptions Default { get; } = new();

    /// <summary>Most pixels (columns times rows) that a header may declare. Checked before anything is decompressed: 34 bytes can declare 268 million.</summary>
    public long MaxPixels { get; init; } = 100_000_000;

    /// <summary>Most scans of a progressive JPEG; encoders in use write about ten.</summary>
    public int MaxScans { get; init; } = 100;

    /// <summary>Most scans times pixels of a progressive JPEG, since each scan passes over the whole picture once more.</summary>
    public long MaxScannedPixels { get; init; } = 2_000_000_000;

    /// <summary>
    /// When set, a JPEG may be decoded at 1/2, 1/4 or 1/8 of its size as long as its shorter side keeps at least this many
    /// pixels: much less work, pixels slightly different from a full decode. Null, the default, decodes in full.
    /// </summary>
    public int? ShrinkToAtLeast { get; init; }
}

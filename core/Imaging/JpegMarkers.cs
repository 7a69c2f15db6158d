namespace PhotoScore.Core.Imaging;

/// <summary>Walks the markers of a JPEG without decoding it.</summary>
internal static class JpegMarkers
{
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    /// <summary>Counts the scans up to the first end marker; a progressive photo has about ten, a baseline one 1 to 3.</summary>
    public static int CountScans(ReadOnlySpan<byte> jpeg) => Walk(jpeg).Scans;

    /// <summary>Whether the end marker of the first picture is there.</summary>
    public static bool HasEnd(ReadOnlySpan<byte> jpeg) => Walk(jpeg).Ended;

    private static (int Scans, bool Ended) Walk(ReadOnlySpan<byte> jpeg)
    {
        var scans = 0;
        var at = 0;
        while (NextMarker(jpeg, ref at) is { } marker)
        {
            if (marker == EndOfImage) return (scans, true);
            if (marker == StartOfScan) scans++;
            if (HasLength(marker))
            {
                if (at + 2 > jpeg.Length) break;
                // A length below 2 is damage: go on right after the marker, so that no scan can hide.
                at += Math.Max(2, (jpeg[at] << 8) | jpeg[at + 1]);
            }
        }

        return (scans, false);
    }

    // Compressed data writes 0xFF as FF 00, so any other pair is a marker; FF FF is padding before one.
    private static byte? NextMarker(ReadOnlySpan<byte> jpeg, ref int at)
    {
        while (at < jpeg.Length)
        {
            var next = jpeg[at..].IndexOf((byte)0xFF);
            if (next < 0) break;
            at += next + 1;
            if (at >= jpeg.Length) break;
            var code = jpeg[at];
            if (code == 0xFF) continue;
            at++;
            if (code != 0) return code;
        }

        at = jpeg.Length;
        return null;
    }

    private static bool HasLength(byte marker) => marker is not (0x01 or StartOfImage or EndOfImage or (>= 0xD0 and <= 0xD7));
}

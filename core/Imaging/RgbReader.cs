using NetVips;

namespace PhotoScore.Core.Imaging;

/// <summary>Runs a libvips pipeline into memory and brings whatever it gives to RGB with 8 bits.</summary>
internal static unsafe class RgbReader
{
    /// <summary>Decodes <paramref name="image"/>; the result owns its memory.</summary>
    /// <exception cref="VipsException">The compressed data is damaged.</exception>
    public static Pixels Read(Image image)
    {
        var cmyk = image.Interpretation == Enums.Interpretation.Cmyk;
        using var bytes = ToBytes(image);
        var memory = (byte*)bytes.WriteToMemory(out _);
        var (width, height, bands) = (bytes.Width, bytes.Height, bytes.Bands);

        // Three bands are what nearly every photo has: libvips' own memory is taken over as it is.
        if (bands == 3)
            return new Pixels((nint)memory, width, height, 3, NetVips.NetVips.Free);

        try
        {
            var pixels = new Pixels(width, height);
            Convert(memory, bands, cmyk, pixels);
            return pixels;
        }
        finally
        {
            NetVips.NetVips.Free((nint)memory);
        }
    }

    private static Image ToBytes(Image image) => image.Format switch
    {
        Enums.BandFormat.Uchar => image.Copy(),
        Enums.BandFormat.Ushort => image.Cast(Enums.BandFormat.Uchar, shift: true),
        _ => image.Cast(Enums.BandFormat.Uchar),
    };

    private static void Convert(byte* from, int bands, bool cmyk, Pixels pixels)
    {
        var to = pixels.Pointer;
        var end = to + pixels.LongLength;
        for (; to < end; to += 3, from += bands)
        {
            switch (bands)
            {
                case 1:
                    to[0] = to[1] = to[2] = from[0];
                    break;
                case 2:
                    to[0] = to[1] = to[2] = OnWhite(from[0], from[1]);
                    break;
                case 4 or 5 when cmyk:
                    var light = 255 - from[3];
                    to[0] = Ink(from[0], light);
                    to[1] = Ink(from[1], light);
                    to[2] = Ink(from[2], light);
                    break;
                default:
                    to[0] = OnWhite(from[0], from[3]);
                    to[1] = OnWhite(from[1], from[3]);
                    to[2] = OnWhite(from[2], from[3]);
                    break;
            }
        }
    }

    private static byte OnWhite(byte sample, byte alpha) => (byte)(Over255((sample * alpha) + (255 * (255 - alpha))));

    private static byte Ink(byte ink, int light) => (byte)(light - Over255(ink * light));

    // Rounded division by 255 without dividing; exact for products of two bytes.
    private static int Over255(int product)
    {
        var rounded = product + 128;
        return ((rounded >> 8) + rounded) >> 8;
    }
}

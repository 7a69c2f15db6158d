using NetVips;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Tests.Predictions;

/// <summary>Photo files of every kind, written by libvips.</summary>
internal static class Pictures
{
    public const int Side = 64;

    static Pictures() => VipsRuntime.Ensure();

    /// <summary>Red above and left of the middle, green elsewhere, as it is to be seen.</summary>
    public static byte[] RedCorner(string format, int orientation = 1)
    {
        using var upright = Quarters(red: true);
        using var stored = orientation switch { 1 => upright.Copy(), 3 => upright.Rot180(), 6 => upright.Rot270(), 8 => upright.Rot90(), _ => throw new ArgumentOutOfRangeException(nameof(orientation)) };
        using var image = stored.Mutate(copy => copy.Set(GValue.GIntType, "orientation", orientation));
        return format switch
        {
            "jpeg" => image.JpegsaveBuffer(q: 95, subsampleMode: Enums.ForeignSubsample.Off),
            "png" => image.PngsaveBuffer(),
            "webp" => image.WebpsaveBuffer(lossless: true),
            "gif" => image.GifsaveBuffer(),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
    }

    /// <summary>Two frames: first <see cref="RedCorner"/>, then all green.</summary>
    public static byte[] Animation(string format)
    {
        using var first = Quarters(red: true);
        using var second = Quarters(red: false);
        using var frames = Image.Arrayjoin([first, second], across: 1);
        using var image = frames.Mutate(copy => copy.Set(GValue.GIntType, "page-height", Side));
        return format == "gif" ? image.GifsaveBuffer() : image.WebpsaveBuffer(lossless: true);
    }

    private static Image Quarters(bool red)
    {
        var samples = new byte[Side * Side * 3];
        for (var i = 0; i < Side * Side; i++)
            samples[(i * 3) + (red && i % Side < Side / 2 && i / Side < Side / 2 ? 0 : 1)] = 200;
        using var image = Image.NewFromMemory(samples, Side, Side, 3, Enums.BandFormat.Uchar);
        return image.Copy(interpretation: Enums.Interpretation.Srgb);
    }
}

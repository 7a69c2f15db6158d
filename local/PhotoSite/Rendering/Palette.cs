using SkiaSharp;

namespace PhotoScore.Local.PhotoSite.Rendering;

/// <summary>The colours of one scene, after light, saturation, hue and exposure.</summary>
internal sealed class Palette(Scene scene)
{
    public SKColor Zenith => Of((150, 158, 168), (38, 70, 150));
    public SKColor LowSky => Of((196, 200, 204), (255, 158, 84));
    public SKColor Sun => Of((238, 238, 236), (255, 236, 170));
    public SKColor Haze => Of((198, 201, 204), (240, 196, 150));
    public SKColor Cloud => Of((214, 216, 220), (255, 190, 160));
    public SKColor Water => Of((112, 126, 138), (28, 92, 150));
    public SKColor Clutter => Of((58, 58, 60), (30, 24, 26));

    /// <summary>Land from far (0) to near (1).</summary>
    public SKColor Land(double near) => Of(
        (Between(150, 78, near), Between(156, 86, near), Between(160, 72, near)),
        (Between(120, 40, near), Between(96, 84, near), Between(140, 30, near)));

    private static double Between(double from, double to, double t) => from + (to - from) * t;

    private SKColor Of((double R, double G, double B) dull, (double R, double G, double B) golden)
    {
        var red = Between(dull.R, golden.R, scene.Light);
        var green = Between(dull.G, golden.G, scene.Light);
        var blue = Between(dull.B, golden.B, scene.Light);
        var (turnedRed, turnedGreen, turnedBlue) = Turn(red, green, blue, scene.Hue * Math.PI / 180);
        var grey = 0.299 * turnedRed + 0.587 * turnedGreen + 0.114 * turnedBlue;
        byte Finish(double channel) => (byte)Math.Clamp((grey + (channel - grey) * scene.Saturation) * scene.Exposure, 0, 255);
        return new SKColor(Finish(turnedRed), Finish(turnedGreen), Finish(turnedBlue));
    }

    // A rotation about the grey axis.
    private static (double, double, double) Turn(double r, double g, double b, double angle)
    {
        var cosine = Math.Cos(angle);
        var third = (1 - cosine) / 3;
        var sine = Math.Sin(angle) / Math.Sqrt(3);
        return (
            r * (cosine + third) + g * (third - sine) + b * (third + sine),
            r * (third + sine) + g * (cosine + third) + b * (third - sine),
            r * (third - sine) + g * (third + sine) + b * (cosine + third));
    }
}

using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Rendering;

/// <summary>What kind of landscape a picture shows; it says nothing about its appeal.</summary>
internal enum Motif
{
    Hills,
    Sea,
    Forest,
}

/// <summary>
/// A picture before it is painted. Appeal shows in many ways at once, each with noise of its own, so that no single one
/// gives it away and all of them together nearly do.
/// </summary>
/// <param name="Motif">What is to be seen.</param>
/// <param name="Light">0 a grey noon, 1 a golden hour.</param>
/// <param name="Saturation">Factor on the colours' distance from grey.</param>
/// <param name="Haze">How much of the land the haze hides, 0 to 1.</param>
/// <param name="Blur">Standard deviation of the camera's blur at 320 pixels of width.</param>
/// <param name="TiltDegrees">How far the horizon is from level.</param>
/// <param name="SunX">Where the sun is, as a share of the width.</param>
/// <param name="SunY">Where the sun is, as a share of the height.</param>
/// <param name="Clutter">Poles and wires in the way.</param>
/// <param name="Horizon">Where the horizon is, as a share of the height.</param>
/// <param name="Hue">Turns all colours a little, in degrees.</param>
/// <param name="Exposure">Factor on the brightness.</param>
/// <param name="Noise">Standard deviation of the sensor's noise, of 255.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record Scene(
    Motif Motif, double Light, double Saturation, double Haze, double Blur, double TiltDegrees, double SunX, double SunY, int Clutter,
    double Horizon, double Hue, double Exposure, double Noise, int Width, int Height)
{
    private static readonly (int Width, int Height)[] Formats = [(320, 240), (320, 240), (320, 213), (400, 300), (240, 320), (300, 300)];

    public static Scene Of(int seed, int index, double appeal)
    {
        var draw = new Draw(seed, "scene", index);
        double Shown(double noise) => Quality(appeal + noise * draw.Normal());

        var (width, height) = Formats[draw.Integer(Formats.Length)];
        var composition = Shown(0.4);
        return new Scene(
            (Motif)draw.Integer(3),
            Light: Shown(0.3),
            Saturation: 0.35 + 0.95 * Shown(0.3),
            Haze: 0.6 * (1 - Shown(0.4)),
            Blur: 2.2 * (1 - Shown(0.4)),
            TiltDegrees: 9 * (1 - composition) * (draw.Chance(0.5) ? 1 : -1),
            // Good composition puts the sun on a line of thirds, bad composition into the middle.
            SunX: 0.5 + (draw.Chance(0.5) ? 1 : -1) * composition / 6 + 0.03 * draw.Normal(),
            SunY: draw.Uniform(0.15, 0.3),
            Clutter: draw.Poisson(2.5 * (1 - Shown(0.4))),
            Horizon: draw.Uniform(0.42, 0.66),
            Hue: 8 * draw.Normal(),
            Exposure: Math.Exp(0.12 * draw.Normal()),
            Noise: draw.Uniform(2, 7),
            width, height);
    }

    /// <summary>The share of pictures with less appeal: near the normal distribution function, by the logistic one.</summary>
    private static double Quality(double appeal) => 1 / (1 + Math.Exp(-1.702 * appeal));
}

namespace PhotoScore.Trainer.Data.Augmentation;

/// <summary>
/// Where a pixel of the result looks in the source, both counted in pixels from the centre of the first one:
/// column A·x + B·y + C, row D·x + E·y + F.
/// </summary>
internal readonly record struct Warp(double A, double B, double C, double D, double E, double F)
{
    /// <summary>Looks where it is.</summary>
    public static Warp None { get; } = new(1, 0, 0, 0, 1, 0);

    /// <summary>Everything of a draw that moves pixels, about the photo's centre.</summary>
    public static Warp For(in AugmentationDraw draw, int width, int height)
    {
        var (sin, cos) = Math.SinCos(draw.Radians);
        var mirror = draw.Flip ? -1.0 : 1.0;
        double scaleX = draw.Scale * draw.Crop.Width, scaleY = draw.Scale * draw.Crop.Height;
        var a = scaleX * cos * mirror;
        var b = scaleX * ((cos * draw.Shear) - sin);
        var d = scaleY * sin * mirror;
        var e = scaleY * ((sin * draw.Shear) + cos);

        double centreX = (width - 1) / 2.0, centreY = (height - 1) / 2.0;
        var lookX = centreX + ((draw.Crop.CentreX - 0.5 + draw.MoveX) * width);
        var lookY = centreY + ((draw.Crop.CentreY - 0.5 + draw.MoveY) * height);
        return new Warp(a, b, lookX - (a * centreX) - (b * centreY), d, e, lookY - (d * centreX) - (e * centreY));
    }
}

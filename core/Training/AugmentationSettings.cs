namespace PhotoScore.Core.Training;

/// <summary>Random changes to a training photo, drawn anew for every photo and epoch. Each is off at 0; draws are uniform.</summary>
public sealed record AugmentationSettings
{
    /// <summary>Largest relative zoom in or out: 0.1 draws a factor from 0.9 to 1.1.</summary>
    public double Zoom { get; init; }

    /// <summary>Largest rotation to either side, in degrees.</summary>
    public double RotationDegrees { get; init; }

    /// <summary>Whether half of the photos are mirrored left to right.</summary>
    public bool HorizontalFlip { get; init; }

    /// <summary>Largest shear along the rows to either side, in degrees.</summary>
    public double ShearDegrees { get; init; }

    /// <summary>Largest move to any side, as a part of the photo's width and height.</summary>
    public double Translation { get; init; }

    /// <summary>Largest relative change of brightness: 0.2 multiplies by 0.8 to 1.2.</summary>
    public double Brightness { get; init; }

    /// <summary>Largest relative change of contrast, about the photo's mean brightness.</summary>
    public double Contrast { get; init; }

    /// <summary>Largest relative change of saturation.</summary>
    public double Saturation { get; init; }

    /// <summary>Largest turn of the colour circle to either side, in degrees.</summary>
    public double HueDegrees { get; init; }

    /// <summary>A random part of the photo, stretched to its full size; the whole photo when null.</summary>
    public RandomResizedCrop? RandomResizedCrop { get; init; }
}

/// <summary>A random part of a photo (Szegedy et al. 2015): its area is drawn uniformly, the logarithm of its proportions too, and then its place.</summary>
/// <param name="MinArea">The smallest part of the photo's area, above 0 and up to 1; the largest is the whole of it.</param>
/// <param name="MaxAspect">How much its proportions may differ from the photo's: 4/3 draws factors from 3/4 to 4/3.</param>
public sealed record RandomResizedCrop(double MinArea = 0.08, double MaxAspect = 4.0 / 3);

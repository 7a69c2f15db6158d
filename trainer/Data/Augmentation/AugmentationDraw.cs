using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Data.Augmentation;

/// <summary>What chance decided for one photo in one epoch.</summary>
internal readonly record struct AugmentationDraw()
{
    /// <summary>Leaves a photo as it is.</summary>
    public static AugmentationDraw None { get; } = new();

    /// <summary>Source pixels a pixel of the result: below 1 zooms in.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Rotation.</summary>
    public double Radians { get; init; }

    /// <summary>Whether left and right change places.</summary>
    public bool Flip { get; init; }

    /// <summary>The tangent of the shear's angle: columns a row moves sideways.</summary>
    public double Shear { get; init; }

    /// <summary>The move along the rows, in parts of the width.</summary>
    public double MoveX { get; init; }

    /// <summary>The move along the columns, in parts of the height.</summary>
    public double MoveY { get; init; }

    /// <summary>The part that fills the result.</summary>
    public CropWindow Crop { get; init; } = CropWindow.Whole;

    /// <summary>Factor of brightness.</summary>
    public double Brightness { get; init; } = 1;

    /// <summary>Factor of contrast.</summary>
    public double Contrast { get; init; } = 1;

    /// <summary>Factor of saturation.</summary>
    public double Saturation { get; init; } = 1;

    /// <summary>Turn of the colour circle.</summary>
    public double HueRadians { get; init; }

    /// <summary>The same for the same seed, epoch and photo, whichever thread asks, and whether or not the run was resumed.</summary>
    public static AugmentationDraw For(AugmentationSettings settings, int seed, int epoch, int photo)
    {
        var random = new CounterRandom(unchecked((ulong)seed), (ulong)epoch, (ulong)photo + 1);
        return new AugmentationDraw
        {
            Scale = Factor(ref random, settings.Zoom),
            Radians = Radian(Either(ref random, settings.RotationDegrees)),
            Flip = random.Below(2) == 1 && settings.HorizontalFlip,
            Shear = Math.Tan(Radian(Either(ref random, settings.ShearDegrees))),
            MoveX = Either(ref random, settings.Translation),
            MoveY = Either(ref random, settings.Translation),
            Brightness = Factor(ref random, settings.Brightness),
            Contrast = Factor(ref random, settings.Contrast),
            Saturation = Factor(ref random, settings.Saturation),
            HueRadians = Radian(Either(ref random, settings.HueDegrees)),
            Crop = settings.RandomResizedCrop is { } crop ? CropWindow.Draw(crop, ref random) : CropWindow.Whole,
        };
    }

    private static double Either(ref CounterRandom random, double limit) => random.Between(-limit, limit);

    private static double Factor(ref CounterRandom random, double limit) => 1 + Either(ref random, limit);

    private static double Radian(double degrees) => degrees * Math.PI / 180;
}

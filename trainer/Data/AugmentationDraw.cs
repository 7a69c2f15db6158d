using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Data;

/// <summary>What chance decided for one photo in one epoch.</summary>
/// <param name="Scale">Source pixels a pixel of the result: below 1 zooms in.</param>
/// <param name="Radians">Rotation.</param>
/// <param name="Flip">Whether left and right change places.</param>
internal readonly record struct AugmentationDraw(double Scale, double Radians, bool Flip)
{
    /// <summary>Leaves a photo as it is.</summary>
    public static AugmentationDraw None { get; } = new(1, 0, false);

    /// <summary>The same for the same seed, epoch and photo, whichever thread asks, and whether or not the run was resumed.</summary>
    public static AugmentationDraw For(AugmentationSettings settings, int seed, int epoch, int photo)
    {
        var random = new CounterRandom(unchecked((ulong)seed), (ulong)epoch, (ulong)photo + 1);
        var zoom = 1 + random.Between(-settings.Zoom, settings.Zoom);
        var limit = settings.RotationDegrees * Math.PI / 180;
        var radians = random.Between(-limit, limit);
        var flip = random.Below(2) == 1 && settings.HorizontalFlip;
        return new AugmentationDraw(zoom, radians, flip);
    }
}

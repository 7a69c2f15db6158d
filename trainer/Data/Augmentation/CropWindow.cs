using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Data.Augmentation;

/// <summary>A part of a photo, in parts of its width and height.</summary>
/// <param name="CentreX">From the left.</param>
/// <param name="CentreY">From the top.</param>
/// <param name="Width">Up to 1.</param>
/// <param name="Height">Up to 1.</param>
internal readonly record struct CropWindow(double CentreX, double CentreY, double Width, double Height)
{
    /// <summary>All of it.</summary>
    public static CropWindow Whole { get; } = new(0.5, 0.5, 1, 1);

    /// <summary>A random part that lies within the photo.</summary>
    public static CropWindow Draw(RandomResizedCrop crop, ref CounterRandom random)
    {
        var area = random.Between(crop.MinArea, 1);
        var limit = Math.Log(crop.MaxAspect);
        var aspect = Math.Exp(random.Between(-limit, limit));
        // Proportions that don't fit at this area become the nearest ones that do.
        var width = Math.Clamp(Math.Sqrt(area * aspect), area, 1);
        var height = area / width;
        return new CropWindow((width / 2) + random.Between(0, 1 - width), (height / 2) + random.Between(0, 1 - height), width, height);
    }
}

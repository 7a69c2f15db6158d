namespace PhotoScore.Core.Imaging.Resampling;

/// <summary>The part of a resized picture that is wanted.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct Window(int Left, int Top, int Width, int Height)
{
    /// <summary>torchvision's CenterCrop: half of the rest on the left and top, and halves go to the even neighbour as in Python's round.</summary>
    public static Window Centred(int width, int height, int crop) => new(Half(width - crop), Half(height - crop), crop, crop);

    private static int Half(int rest) => (int)Math.Round(rest / 2.0, MidpointRounding.ToEven);
}

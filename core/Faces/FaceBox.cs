namespace PhotoScore.Core.Faces;

/// <summary>A face that a detector found.</summary>
/// <param name="Left">Pixels from the left edge; may lie outside the photo.</param>
/// <param name="Top">Pixels from the upper edge; may lie outside the photo.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Confidence">The detector's own score, 0 to 1; no probability, and not comparable between detectors.</param>
public readonly record struct FaceBox(float Left, float Top, float Width, float Height, float Confidence)
{
    /// <summary>The area of what both boxes cover over the area of what any of them covers: 0 to 1; 0 for boxes without area.</summary>
    public float IntersectionOverUnion(FaceBox other)
    {
        var width = Math.Min(Left + Width, other.Left + other.Width) - Math.Max(Left, other.Left);
        var height = Math.Min(Top + Height, other.Top + other.Height) - Math.Max(Top, other.Top);
        if (width <= 0 || height <= 0)
            return 0;
        var both = width * height;
        return both / ((Width * Height) + (other.Width * other.Height) - both);
    }

    /// <summary>The same box in a picture <paramref name="scale"/> times as large.</summary>
    public FaceBox Scaled(float scale) => new(Left * scale, Top * scale, Width * scale, Height * scale, Confidence);
}

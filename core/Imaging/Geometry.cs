using System.Text.Json.Serialization;

namespace PhotoScore.Core.Imaging;

/// <summary>How the size is reached.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResizeMode>))]
public enum ResizeMode
{
    /// <summary>Keep the size.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Scale so that the shorter side is <see cref="Geometry.Size"/>; the aspect ratio stays.</summary>
    [JsonStringEnumMemberName("shortSide")]
    ShortSide,

    /// <summary>Scale to <see cref="Geometry.Width"/> by <see cref="Geometry.Height"/>; the aspect ratio is given up.</summary>
    [JsonStringEnumMemberName("squash")]
    Squash,
}

/// <summary>
/// How a photo becomes a model's input: resize, then an optional centred square crop, with torchvision's rounding. Stored in
/// model.json, so trainer and server can't differ: <c>{"resize":"shortSide","size":256,"crop":224,"interpolation":"bilinear-antialias"}</c>.
/// </summary>
public sealed record Geometry
{
    /// <summary>The only interpolation there is: Pillow's antialiased bilinear filter, bit for bit.</summary>
    public const string BilinearAntialias = "bilinear-antialias";

    /// <summary>How the size is reached.</summary>
    public required ResizeMode Resize { get; init; }

    /// <summary>Pixels of the shorter side, for <see cref="ResizeMode.ShortSide"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Size { get; init; }

    /// <summary>Pixels of a side of the centred square that is kept after the resize; null keeps all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Crop { get; init; }

    /// <summary>Columns, for <see cref="ResizeMode.Squash"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Width { get; init; }

    /// <summary>Rows, for <see cref="ResizeMode.Squash"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Height { get; init; }

    /// <summary>The filter's name; always <see cref="BilinearAntialias"/>.</summary>
    public string Interpolation { get; init; } = BilinearAntialias;

    /// <summary>Shorter side to <paramref name="size"/>, then a centred square of <paramref name="crop"/> when given.</summary>
    public static Geometry ShortSide(int size, int? crop = null) => new() { Resize = ResizeMode.ShortSide, Size = size, Crop = crop };

    /// <summary>Every photo to <paramref name="width"/> by <paramref name="height"/>, whatever its aspect ratio.</summary>
    public static Geometry Squash(int width, int height) => new() { Resize = ResizeMode.Squash, Width = width, Height = height };

    /// <summary>Every fault of this geometry in a sentence of its own; empty when it can be used.</summary>
    public IReadOnlyList<string> Faults() => [.. FindFaults()];

    /// <summary>The size of the result when it is the same for every photo (columns, rows), otherwise null.</summary>
    [JsonIgnore]
    public (int Width, int Height)? FixedSize => this switch
    {
        { Crop: { } crop } => (crop, crop),
        { Resize: ResizeMode.Squash, Width: { } width, Height: { } height } => (width, height),
        _ => null,
    };

    /// <summary>The size to which a photo of the given size is resized, before the crop.</summary>
    internal (int Width, int Height) ResizedSize(int width, int height) => Resize switch
    {
        ResizeMode.ShortSide => width <= height
            ? (Size!.Value, LongSide(height, width))
            : (LongSide(width, height), Size!.Value),
        ResizeMode.Squash => (Width!.Value, Height!.Value),
        _ => (width, height),
    };

    // torchvision: int(size * long / short), a division of doubles cut off towards zero.
    private int LongSide(int longer, int shorter) => (int)((double)((long)Size!.Value * longer) / shorter);

    private IEnumerable<string> FindFaults()
    {
        if (Interpolation != BilinearAntialias)
            yield return $"interpolation is '{Interpolation}'; the only one is '{BilinearAntialias}'.";
        if (!Enum.IsDefined(Resize))
            yield return "resize must be 'none', 'shortSide' or 'squash'.";

        foreach (var (name, value, mode) in new[] { ("size", Size, ResizeMode.ShortSide), ("width", Width, ResizeMode.Squash), ("height", Height, ResizeMode.Squash) })
        {
            if (Resize == mode && value is null or < 1 or > MaxSide)
                yield return $"{name} must be between 1 and {MaxSide}.";
            if (Resize != mode && value is not null)
                yield return $"{name} has no meaning with this resize; leave it out.";
        }

        if (Crop is null) yield break;
        var smallest = Resize switch { ResizeMode.ShortSide => Size, ResizeMode.Squash => Min(Width, Height), _ => 0 };
        if (Crop < 1 || Crop > smallest)
            yield return "crop must be at least 1 and at most the shorter side after the resize.";
    }

    private const int MaxSide = 16384;

    private static int? Min(int? a, int? b) => a < b ? a : b;
}

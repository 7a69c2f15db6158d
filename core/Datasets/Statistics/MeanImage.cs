namespace PhotoScore.Core.Datasets.Statistics;

/// <summary>The sum of small pictures of one size, from which their mean is made. Sums are integers, so no order of adding or merging leaves a trace.</summary>
/// <param name="Side">Width and height, in pixels.</param>
/// <param name="Photos">How many pictures were added.</param>
/// <param name="Sums">For each byte of an RGB picture the sum over all pictures.</param>
public sealed record MeanImage(int Side, long Photos, IReadOnlyList<long> Sums)
{
    /// <summary>The side of the pictures in reports.</summary>
    public const int ReportSide = 64;

    /// <summary>Of no pictures.</summary>
    public static MeanImage None(int side = ReportSide) => new(side, 0, new long[side * side * 3]);

    /// <summary>The sums of these pictures and those.</summary>
    /// <exception cref="ArgumentException">The sides differ.</exception>
    public MeanImage Merge(MeanImage other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Side != Side)
            throw new ArgumentException($"Pictures of {other.Side} pixels can't be added to pictures of {Side}.", nameof(other));
        return new MeanImage(Side, Photos + other.Photos, [.. Sums.Zip(other.Sums, (a, b) => a + b)]);
    }

    /// <summary>The mean, rounded half up: bytes R, G, B, R, G, B, …; null for no pictures.</summary>
    public byte[]? ToPixels() => Photos == 0 ? null : [.. Sums.Select(sum => (byte)(((2 * sum) + Photos) / (2 * Photos)))];
}

/// <summary>Adds pictures to a <see cref="MeanImage"/>.</summary>
/// <param name="side">Width and height, in pixels.</param>
public sealed class MeanImageBuilder(int side = MeanImage.ReportSide)
{
    private readonly long[] _sums = new long[side * side * 3];
    private long _photos;

    /// <summary>Adds a picture.</summary>
    /// <param name="rgb">Bytes R, G, B, R, G, B, … of <c>side</c> times <c>side</c> pixels.</param>
    public void Add(ReadOnlySpan<byte> rgb)
    {
        if (rgb.Length != _sums.Length)
            throw new ArgumentException($"{rgb.Length} bytes are not {side} x {side} RGB pixels.", nameof(rgb));
        for (var i = 0; i < rgb.Length; i++)
            _sums[i] += rgb[i];
        _photos++;
    }

    /// <summary>What was added so far.</summary>
    public MeanImage Build() => new(side, _photos, [.. _sums]);
}

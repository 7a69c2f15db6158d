namespace PhotoScore.Core.Imaging.Resampling;

/// <summary>Rows of samples in memory that somebody else owns.</summary>
internal readonly unsafe struct Plane(byte* first, int stride, int rows, byte* end)
{
    /// <summary>The first sample.</summary>
    public byte* First { get; } = first;

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; } = stride;

    /// <summary>How many rows.</summary>
    public int Rows { get; } = rows;

    /// <summary>One past the last byte that may be read.</summary>
    public byte* End { get; } = end;

    public byte* Row(int y) => First + ((long)y * Stride);
}

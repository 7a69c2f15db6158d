namespace PhotoScore.Core.Imaging.Quality;

/// <summary>Pillow's FIND_EDGES: eight times a pixel less its eight neighbours.</summary>
internal static class Edges
{
    /// <summary>The standard deviation of the edges, cut off to 0..255; 0 for a picture without inner pixels.</summary>
    public static double Deviation(Pixels grey)
    {
        var (sum, squares) = (0L, 0L);
        for (var y = 1; y < grey.Height - 1; y++)
        {
            ReadOnlySpan<byte> above = grey.Row(y - 1), row = grey.Row(y), below = grey.Row(y + 1);
            for (var x = 1; x < row.Length - 1; x++)
            {
                var around = above[x - 1] + above[x] + above[x + 1] + row[x - 1] + row[x + 1] + below[x - 1] + below[x] + below[x + 1];
                var edge = Math.Clamp((8 * row[x]) - around, 0, 255);
                sum += edge;
                squares += edge * edge;
            }
        }

        var count = (double)Math.Max(1, (grey.Width - 2) * (grey.Height - 2));
        var mean = sum / count;
        return Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean)));
    }
}

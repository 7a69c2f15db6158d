namespace PhotoScore.Core.Explaining;

/// <summary>
/// Where the evidence for an answer lies, found by covering parts of a photo in grey and seeing how much of it is lost (Zeiler and Fergus 2014): asks the network and
/// nothing else, and so works for any.
/// </summary>
/// <param name="width">Columns of the photo.</param>
/// <param name="height">Rows of the photo.</param>
public sealed class OcclusionGrid(int width, int height)
{
    /// <summary>Places of the cover along a side; the cover is twice as wide as the way between two of them.</summary>
    public const int Places = 9;

    /// <summary>How many covered photos the network is asked about.</summary>
    public const int Covers = Places * Places;

    private const byte Grey = 128;
    private const double LeastProbability = 1e-12;

    /// <summary>How strongly probabilities speak for a class: the logarithm of its odds. A sure answer that becomes a little less sure is seen, where its probability hardly moves.</summary>
    /// <param name="probabilities">One a class.</param>
    /// <param name="label">The class.</param>
    public static double Evidence(ReadOnlySpan<float> probabilities, int label)
    {
        var others = 0.0;
        for (var c = 0; c < probabilities.Length; c++)
            others += c == label ? 0 : probabilities[c];
        return Math.Log(Math.Max(probabilities[label], LeastProbability)) - Math.Log(Math.Max(others, LeastProbability));
    }

    /// <summary>Writes the photo with one part covered.</summary>
    /// <param name="photo">Rows of RGB.</param>
    /// <param name="cover">From 0, row after row.</param>
    /// <param name="covered">As long as the photo.</param>
    public void Cover(ReadOnlySpan<byte> photo, int cover, Span<byte> covered)
    {
        photo.CopyTo(covered);
        var (left, top, right, bottom) = Area(cover);
        for (var y = top; y < bottom; y++)
            covered.Slice(((y * width) + left) * 3, (right - left) * 3).Fill(Grey);
    }

    /// <summary>Evidence by pixel: rows of values from 0 to 1, the largest 1; all 0 where no cover took any.</summary>
    /// <param name="falls">By how much the evidence fell under each cover; what rose counts as 0.</param>
    public float[] Map(ReadOnlySpan<double> falls)
    {
        var (sums, times) = (new double[width * height], new int[width * height]);
        for (var cover = 0; cover < Covers; cover++)
        {
            var (left, top, right, bottom) = Area(cover);
            for (var y = top; y < bottom; y++)
            {
                for (var x = left; x < right; x++)
                {
                    sums[(y * width) + x] += Math.Max(0, falls[cover]);
                    times[(y * width) + x]++;
                }
            }
        }

        for (var i = 0; i < sums.Length; i++)
            sums[i] /= Math.Max(1, times[i]);
        var largest = sums.Max();
        return [.. sums.Select(sum => largest > 0 ? (float)(sum / largest) : 0f)];
    }

    private (int Left, int Top, int Right, int Bottom) Area(int cover)
    {
        var (left, right) = Span(cover % Places, width);
        var (top, bottom) = Span(cover / Places, height);
        return (left, top, right, bottom);
    }

    private static (int From, int To) Span(int place, int side)
    {
        var from = place * side / (Places + 1);
        return (from, Math.Min(side, (place + 2) * side / (Places + 1)));
    }
}

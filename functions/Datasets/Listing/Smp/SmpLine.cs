using System.Globalization;

namespace PhotoScore.Functions.Datasets.Listing.Smp;

/// <summary>One line of both files.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Address">What the list of photos says there, spaces around it cut off.</param>
/// <param name="Popularity">What the list of scores says there.</param>
internal sealed record SmpLine(int Number, string Address, double Popularity)
{
    /// <summary>Joins the files line by line, and refuses those that can't belong together.</summary>
    /// <exception cref="BuildFaultException">They have different numbers of lines, or a score is no number.</exception>
    public static IReadOnlyList<SmpLine> Join(IReadOnlyList<string> addresses, IReadOnlyList<string> scores, string addressFile, string scoreFile)
    {
        if (addresses.Count != scores.Count)
            throw new BuildFaultException($"{addressFile} has {addresses.Count} lines and {scoreFile} has {scores.Count}: line by line they can't belong together. Upload files of the same length, then build again.");
        return [.. addresses.Zip(scores).Select((pair, index) => new SmpLine(index + 1, pair.First.Trim(), Score(pair.Second, index + 1, scoreFile)))];
    }

    private static double Score(string text, int line, string file) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && double.IsFinite(score)
            ? score
            : throw new BuildFaultException($"Line {line} of {file} is no number: '{(text.Length > 40 ? text[..40] + "…" : text)}'. Correct it, then build again.");
}

using System.Globalization;
using PhotoScore.Core.Scorings;

namespace PhotoScore.Functions.Scorings;

/// <summary>
/// What became of photos, in the words of a part's metadata: <c>class-0</c> for an answer, as classes' own names need not fit there, <c>abstained</c>, or the code of an
/// error.
/// </summary>
internal static class ScoringOutcomes
{
    public const string Answered = "answered";
    public const string Abstained = "abstained";
    private const string Class = "class-";

    /// <summary>The word for a row.</summary>
    public static string Of(ScoredPhoto row, IReadOnlyList<string> classes) => row switch
    {
        { ErrorCode: { } code } => code,
        { Abstain: true } => Abstained,
        _ => string.Create(CultureInfo.InvariantCulture, $"{Class}{classes.Index().First(known => known.Item == row.Class).Index}"),
    };

    /// <summary>Sums what parts tell, for people: photos by outcome, answers by class.</summary>
    public static (IReadOnlyDictionary<string, long> Counts, IReadOnlyDictionary<string, long> Classes) Sum(
        IEnumerable<(string Outcome, int Count)> tallies, IReadOnlyList<string> classes)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var byClass = new OrderedDictionary<string, long>(classes.Select(name => KeyValuePair.Create(name, 0L)));
        foreach (var (outcome, count) in tallies)
        {
            var name = outcome;
            if (outcome.StartsWith(Class, StringComparison.Ordinal))
            {
                byClass[classes[int.Parse(outcome.AsSpan(Class.Length), CultureInfo.InvariantCulture)]] += count;
                name = Answered;
            }
            counts[name] = counts.GetValueOrDefault(name) + count;
        }
        return (counts, byClass);
    }
}

using PhotoScore.Core.Models;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Evaluation;

/// <summary>Chooses which photos are left to a person: as few as possible, so that of the others no more than wanted are answered wrongly.</summary>
internal static class AbstentionBand
{
    // No probability is below the one or reaches the other.
    private const double BelowAll = 0;
    private const double AboveAll = 2;

    // A twentieth of twenty photos is one photo, whatever a product of doubles says.
    private const double Rounding = 1e-9;

    /// <summary>
    /// The band with the most validation photos outside it; of equal ones the narrower. Between two classes its ends are found together: a side that is answered well
    /// makes up for the other one. Ends lie midway between the last photo that is answered and the first one that is not. Null when no band is wanted.
    /// </summary>
    /// <param name="validation">The published file's answers.</param>
    /// <param name="threshold">Where the second of two classes is answered.</param>
    /// <param name="wanted">The error rate.</param>
    public static ModelAbstention? Choose(Probabilities validation, double? threshold, AbstainRequest? wanted)
    {
        if (wanted?.MaxErrorRate is not { } most)
            return null;
        var photos = Enumerable.Range(0, validation.Photos);
        if (threshold is not { } least || validation.Classes != 2)
        {
            var top = photos.Select(photo => (P: (double)Top(validation[photo]), IsWrong: validation.Answer(photo, null) != validation.Labels[photo]));
            return AtLeast(Cuts(top.OrderByDescending(photo => photo.P), AboveAll, 0, most), most, validation.Photos);
        }

        var sides = photos.Select(photo => (P: (double)validation[photo][1], IsWrong: validation.Answer(photo, least) != validation.Labels[photo])).ToLookup(photo => photo.P >= least);
        return Between(
            Cuts(sides[false].OrderBy(photo => photo.P), BelowAll, least, most), Cuts(sides[true].OrderByDescending(photo => photo.P), AboveAll, least, most), most, validation.Photos);
    }

    private static ModelAbstention AtLeast(IReadOnlyList<Cut> cuts, double most, int photos)
    {
        var best = cuts.Last(cut => cut.Excess <= Rounding);
        return Chosen(most, best.Answered, best.Wrong, photos) with { LeastProbability = best.End };
    }

    private static ModelAbstention Between(IReadOnlyList<Cut> lows, IReadOnlyList<Cut> highs, double most, int photos)
    {
        // For an end below, the end above that answers most within what errors are left: looked up among the ends above by what they use up.
        Cut[] byExcess = [.. highs.OrderBy(cut => cut.Excess)];
        var largest = new Cut[byExcess.Length];
        for (var i = 0; i < byExcess.Length; i++)
            largest[i] = i > 0 && largest[i - 1].Answered > byExcess[i].Answered ? largest[i - 1] : byExcess[i];

        var best = (Low: lows[0], High: highs[0]);
        foreach (var low in lows)
        {
            var within = CountWithin(byExcess, Rounding - low.Excess);
            if (within > 0 && Worth(low, largest[within - 1]).CompareTo(Worth(best.Low, best.High)) > 0)
                best = (low, largest[within - 1]);
        }
        return Chosen(most, best.Low.Answered + best.High.Answered, best.Low.Wrong + best.High.Wrong, photos) with { Low = best.Low.End, High = best.High.End };

        static (int Answered, double Narrowness) Worth(Cut low, Cut high) => (low.Answered + high.Answered, low.End - high.End);
    }

    // From the surest photo towards the threshold, after each that the next one does not share its probability with.
    private static List<Cut> Cuts(IEnumerable<(double P, bool IsWrong)> surestFirst, double none, double all, double most)
    {
        var photos = surestFirst.ToArray();
        var cuts = new List<Cut> { new(none, 0, 0, most) };
        var wrong = 0;
        for (var i = 0; i < photos.Length; i++)
        {
            wrong += photos[i].IsWrong ? 1 : 0;
            if (i + 1 == photos.Length)
                cuts.Add(new(all, i + 1, wrong, most));
            else if (photos[i + 1].P != photos[i].P)
                cuts.Add(new((photos[i].P + photos[i + 1].P) / 2, i + 1, wrong, most));
        }
        return cuts;
    }

    private static int CountWithin(Cut[] byExcess, double most)
    {
        var (from, to) = (0, byExcess.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (byExcess[middle].Excess <= most)
                from = middle + 1;
            else
                to = middle;
        }
        return from;
    }

    private static ModelAbstention Chosen(double most, int answered, int wrong, int photos) => new()
    {
        MaxErrorRate = most,
        Coverage = (double)answered / photos,
        ErrorRate = answered == 0 ? 0 : (double)wrong / answered,
    };

    private static float Top(ReadOnlySpan<float> probabilities)
    {
        var top = probabilities[0];
        foreach (var probability in probabilities)
            top = Math.Max(top, probability);
        return top;
    }

    /// <summary>An end of the band: photos beyond it are answered.</summary>
    private readonly record struct Cut(double End, int Answered, int Wrong, double MaxErrorRate)
    {
        /// <summary>Wrong answers above what this many answers may have; below 0 where there is room for more.</summary>
        public double Excess => Wrong - (MaxErrorRate * Answered);
    }
}

namespace PhotoScore.Core.Models;

/// <summary>
/// Which photos a model had rather leave to a person (the reject option of Chow 1970): between two classes those whose probability lies in a band around the threshold,
/// between more those whose most probable class is not probable enough. Chosen on the validation split.
/// </summary>
public sealed record ModelAbstention
{
    /// <summary>The share of answered photos that may be wrong.</summary>
    public required double MaxErrorRate { get; init; }

    /// <summary>Of two classes: the first one is answered below this probability of the second one; at 0 it never is. Null for more classes.</summary>
    public double? Low { get; init; }

    /// <summary>Of two classes: the second one is answered from this probability of it on; above 1 it never is. Null for more classes.</summary>
    public double? High { get; init; }

    /// <summary>Of more classes: the least probability at which the most probable one is answered; above 1 none ever is. Null for two classes.</summary>
    public double? LeastProbability { get; init; }

    /// <summary>The share of validation photos that is answered; 0 where even the surest answers are too often wrong.</summary>
    public required double Coverage { get; init; }

    /// <summary>The share of the answered validation photos that is wrong: what it was chosen by, so kinder than what other photos will show. 0 where none is answered.</summary>
    public required double ErrorRate { get; init; }

    /// <summary>Whether a photo is left to a person.</summary>
    /// <param name="probabilities">One a class.</param>
    public bool Abstains(ReadOnlySpan<float> probabilities)
    {
        if (LeastProbability is not { } least)
            return probabilities[1] >= Low && probabilities[1] < High;
        foreach (var probability in probabilities)
        {
            if (probability >= least)
                return false;
        }
        return true;
    }
}

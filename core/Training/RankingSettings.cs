namespace PhotoScore.Core.Training;

/// <summary>Which photos an architecture that ranks compares with each other, so that it learns from the picture and not from the author's fame.</summary>
public sealed record RankingSettings
{
    /// <summary>Days between two uploads at most; 0 for any. Of photos without metric <c>uploadedAt</c> nothing is known, and only 0 pairs them.</summary>
    public double WindowDays { get; init; } = 10;

    /// <summary>How much the scores of a pair differ at least; a difference of nothing never makes a pair.</summary>
    public double MinDifference { get; init; }

    /// <summary>Whether photos of different authors, or of unknown ones, make pairs too.</summary>
    public bool AnyAuthor { get; init; }

    /// <summary>Pairs that each photo begins in an epoch.</summary>
    public int PairsPerPhoto { get; init; } = 1;
}

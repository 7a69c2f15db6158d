namespace PhotoScore.Core.Scorings;

/// <summary>The answer to one photo of a scoring, or why there is none.</summary>
/// <param name="Name">The blob's name in its container; of a dataset's photo its key.</param>
public sealed record ScoredPhoto(string Name)
{
    /// <summary>The split of a dataset's photo.</summary>
    public string? Split { get; init; }

    /// <summary>The dataset's own class of its photo.</summary>
    public string? Label { get; init; }

    /// <summary>The answered class; null with an error.</summary>
    public string? Class { get; init; }

    /// <summary>One probability a class of the model; null with an error.</summary>
    public IReadOnlyList<float>? Probabilities { get; init; }

    /// <summary>Whether the answer lies inside the band that the model abstains from; null with an error.</summary>
    public bool? Abstain { get; init; }

    /// <summary>A stable word for why there is no answer.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Why there is no answer, for people.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>What the network made of the photo before it decided.</summary>
    public IReadOnlyList<float>? Embedding { get; init; }
}

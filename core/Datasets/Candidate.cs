namespace PhotoScore.Core.Datasets;

/// <summary>A photo that a source listed: not yet fetched.</summary>
public sealed record Candidate
{
    /// <summary>What candidates sort by, unique in a build: <c>{index of the source in the recipe:D2}-{hash of the id}</c>, 32 characters or fewer, letters, digits and hyphens.</summary>
    public required string Key { get; init; }

    /// <summary>The index of its source in the recipe.</summary>
    public required int Source { get; init; }

    /// <summary>Its id at its source.</summary>
    public required string Id { get; init; }

    /// <summary>http(s), or <c>blob:sources/…</c> for a photo in the user's own container.</summary>
    public required string Url { get; init; }

    /// <summary>Who made it, if known.</summary>
    public string? Author { get; init; }

    /// <summary>The page that shows it to people, where the source has one.</summary>
    public string? Page { get; init; }

    /// <summary>Its title, where the source has one.</summary>
    public string? Title { get; init; }

    /// <summary>The licence that the source states, by its common short name, such as <c>CC BY 2.0</c>.</summary>
    public string? License { get; init; }

    /// <summary>The class that its folder, its row or its source gives, if any.</summary>
    public string? GivenLabel { get; init; }

    /// <summary>Numbers that the source knows.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = System.Collections.Immutable.ImmutableSortedDictionary<string, double>.Empty;
}

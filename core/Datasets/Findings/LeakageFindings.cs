namespace PhotoScore.Core.Datasets.Findings;

/// <summary>What more than one split of a finished dataset holds. All counts but the allowed ones are zero, or the build fails.</summary>
public sealed record LeakageFindings
{
    /// <summary>How many photos were checked.</summary>
    public int Photos { get; init; }

    /// <summary>Duplicate clusters with photos in more than one split.</summary>
    public int Clusters { get; init; }

    /// <summary>Byte-identical photos in more than one split.</summary>
    public int Files { get; init; }

    /// <summary>URLs in more than one split.</summary>
    public int Urls { get; init; }

    /// <summary>Authors with photos in more than one split, under a recipe that groups by author.</summary>
    public int Authors { get; init; }

    /// <summary>Authors with photos in more than one split, under a recipe that allows it.</summary>
    public int AllowedAuthors { get; init; }

    /// <summary>Some of what leaks, at most ten, such as <c>author 'ann' is in train and test</c>.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Whether nothing leaks.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => Clusters + Files + Urls + Authors == 0;
}

namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>The images that a web search finds, 100 at most. Metrics: <c>width</c> and <c>height</c> of the image as the search knows it.</summary>
public sealed record GoogleSource : SourceRecipe
{
    /// <summary>How many results the service gives of one query, whatever is asked.</summary>
    public const int MaxResults = 100;

    /// <summary>The words to search for.</summary>
    public required string Query { get; init; }

    /// <summary><c>clipart</c>, <c>face</c>, <c>lineart</c>, <c>stock</c>, <c>photo</c> or <c>animated</c>; any when null.</summary>
    public string? ImageType { get; init; }

    /// <summary><c>icon</c>, <c>small</c>, <c>medium</c>, <c>large</c>, <c>xlarge</c>, <c>xxlarge</c> or <c>huge</c>; any when null.</summary>
    public string? ImageSize { get; init; }

    /// <summary>Licences, joined by <c>|</c>: <c>cc_publicdomain|cc_attribute</c>; any when null.</summary>
    public string? Rights { get; init; }
}

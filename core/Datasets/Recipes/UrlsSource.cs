namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>A table with a column of URLs; its columns of numbers become metrics. Either in a blob or in the recipe itself.</summary>
public sealed record UrlsSource : SourceRecipe
{
    /// <summary>A CSV, JSONL or Parquet file (by its extension) in container <c>sources</c>; null when <see cref="Items"/> is given.</summary>
    public string? Blob { get; init; }

    /// <summary>The rows themselves; null when <see cref="Blob"/> is given.</summary>
    public IReadOnlyList<UrlItem>? Items { get; init; }

    /// <summary>The column that holds the URL.</summary>
    public string UrlColumn { get; init; } = "url";

    /// <summary>The column that holds the photo's id; the URL serves as id where the column is absent.</summary>
    public string IdColumn { get; init; } = "id";

    /// <summary>The column that holds the photo's author, if any.</summary>
    public string AuthorColumn { get; init; } = "author";

    /// <summary>The column that <c>labels.kind: given</c> reads, if any.</summary>
    public string LabelColumn { get; init; } = "label";
}

/// <summary>One row of a <see cref="UrlsSource"/> that is sent in the recipe.</summary>
public sealed record UrlItem
{
    /// <summary>Where the photo is: http or https.</summary>
    public required string Url { get; init; }

    /// <summary>The photo's id at its source; the URL when null.</summary>
    public string? Id { get; init; }

    /// <summary>Who made the photo, if known.</summary>
    public string? Author { get; init; }

    /// <summary>The class, for <c>labels.kind: given</c>.</summary>
    public string? Label { get; init; }

    /// <summary>Numbers that the source knows, such as views and favorites.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }
}

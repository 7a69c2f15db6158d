namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>
/// The files of the Social Media Prediction challenge: a list of photos and a list of popularity scores, where line i of one belongs
/// to line i of the other. Metric: <c>popularity</c>; for photo pages <c>views</c>, <c>comments</c> and <c>uploadedAt</c> too.
/// </summary>
public sealed record SmpSource : SourceRecipe
{
    /// <summary>A text file in container <c>sources</c>: a photo page on Flickr or the address of a photo, one a line.</summary>
    public required string Urls { get; init; }

    /// <summary>A text file in container <c>sources</c>: a number a line.</summary>
    public required string Labels { get; init; }
}

using System.Text.Json.Serialization;

namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>A place that lists candidates.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FolderSource), "folder")]
[JsonDerivedType(typeof(UrlsSource), "urls")]
[JsonDerivedType(typeof(FlickrSource), "flickr")]
[JsonDerivedType(typeof(SmpSource), "smp")]
[JsonDerivedType(typeof(InstagramSource), "instagram")]
[JsonDerivedType(typeof(GoogleSource), "google")]
[JsonDerivedType(typeof(PicsumSource), "picsum")]
public abstract record SourceRecipe
{
    /// <summary>Candidates taken at most, in the source's own order; all when null.</summary>
    public int? MaxPhotos { get; init; }

    /// <summary>The class of all of its photos, for labels of kind <c>given</c>; what its rows or folders say when null.</summary>
    public string? Class { get; init; }
}

namespace PhotoScore.Local.PhotoSite.Flickr;

/// <summary>The groups of the stand-in: what they ask of a photo says nothing about its appeal.</summary>
internal static class FlickrGroups
{
    public const string Sunsets = "1100001@N24";
    public const string Seascapes = "1100002@N24";
    public const string Everything = "1100003@N24";

    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        [Sunsets] = "Sunsets of the World",
        [Seascapes] = "Seascapes",
        [Everything] = "Photographs of All Kinds",
    };
}

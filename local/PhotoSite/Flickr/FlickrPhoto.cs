using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Flickr;

/// <summary>A photograph as Flickr shows it.</summary>
/// <param name="Photo">The photograph, with its views and favourites.</param>
/// <param name="Width">Of the original, in pixels.</param>
/// <param name="Height">Of the original, in pixels.</param>
/// <param name="Secret">Part of the address of every size but the original's.</param>
/// <param name="OriginalSecret">Part of the original's address.</param>
/// <param name="Title">Its title.</param>
/// <param name="Tags">Its tags; a text search finds them too.</param>
/// <param name="License">The number of its licence.</param>
/// <param name="UploadedAt">When it was uploaded.</param>
/// <param name="TakenAt">When it was taken.</param>
/// <param name="Groups">The ids of the groups whose pools hold it.</param>
internal sealed record FlickrPhoto(
    Photograph Photo, int Width, int Height, string Secret, string OriginalSecret, string Title, string[] Tags, int License,
    DateTimeOffset UploadedAt, DateTimeOffset TakenAt, string[] Groups)
{
    private const long FirstId = 51_000_000_000;

    public string Id => $"{FirstId + Photo.Index}";

    public string Server => $"{65535 - Photo.Index % 40 * 100}";

    public FlickrPerson Owner => FlickrPerson.Of(Photo.Author);

    /// <summary>The index of the photo with an id, or -1.</summary>
    public static int IndexOf(string? id) =>
        long.TryParse(id, out var number) && number - FirstId is >= 0 and < int.MaxValue and var index ? (int)index : -1;
}

/// <param name="Nsid">The id that Flickr's addresses and arguments use.</param>
/// <param name="Username">The name that people see.</param>
internal sealed record FlickrPerson(string Nsid, string Username)
{
    private const string Prefix = "author-";

    public static FlickrPerson Of(string author) => new($"{10_000_000 + int.Parse(author[Prefix.Length..])}@N05", author);
}

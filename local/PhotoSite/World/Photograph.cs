namespace PhotoScore.Local.PhotoSite.World;

/// <summary>One photo of the site, with what the site shows of it and what it hides.</summary>
/// <param name="Index">Its position in the list, from 0.</param>
/// <param name="Seed">The world that it belongs to.</param>
/// <param name="Author">Who uploaded it.</param>
/// <param name="Original">The index of the photo whose picture it shows: its own, unless it is a copy.</param>
/// <param name="Appeal">Hidden: how pleasing the picture is, a standard normal number.</param>
/// <param name="Views">How often it was looked at.</param>
/// <param name="Favorites">How many of those who looked liked it.</param>
/// <param name="UploadedAt">When it was uploaded.</param>
internal sealed record Photograph(
    int Index, int Seed, string Author, int Original, double Appeal, int Views, int Favorites, DateTimeOffset UploadedAt)
{
    public string Id => $"{Index:D6}";
}

using PhotoScore.Local.PhotoSite.Faults;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Lists;

/// <summary>What the site tells of a photo; its appeal is not part of it.</summary>
internal sealed record PhotoRow(string Url, string Id, string Author, int Views, int Favorites, DateTimeOffset UploadedAt)
{
    public static PhotoRow Of(Photograph photo, string site, FaultRates faults) => new(
        faults.AppendTo($"{site}/photos/{photo.Id}.jpg?seed={photo.Seed}"),
        photo.Id, photo.Author, photo.Views, photo.Favorites, photo.UploadedAt);
}

using PhotoScore.Local.PhotoSite.Faults;
using PhotoScore.Local.PhotoSite.Rendering;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Flickr;

/// <summary>All photos of the stand-in for Flickr: a <see cref="PhotoWorld"/> with words, dates, licences and secrets.</summary>
internal sealed class FlickrWorld(SiteOptions options, SiteFaults faults, SiteClock clock)
{
    /// <summary>An original has this many times the pixels of the painted scene, in each direction.</summary>
    private const int Enlargement = 4;

    private const double RecentShare = 0.04;
    private const int RecentDays = 60;

    private static readonly (string Tag, double Share)[] Words =
    [
        ("sunset", 0.35), ("landscape", 0.6), ("nature", 0.5), ("travel", 0.25), ("evening", 0.2), ("morning", 0.15), ("clouds", 0.3),
        ("light", 0.2), ("walk", 0.1), ("2020", 0.08), ("nikon", 0.12), ("canon", 0.14),
    ];

    private static readonly string[] Moods = ["A quiet", "Another", "The last", "An early", "Our", "That", "A distant", "One more"];

    // Most photos are All Rights Reserved (0); the rest are spread over Creative Commons and public domain.
    private static readonly int[] Licenses = [0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 4, 5, 6, 9, 10];

    private readonly Lock _lock = new();
    private (double Copies, FlickrPhoto[] Photos)? _made;

    public int Seed => options.Flickr.Seed;

    /// <summary>All photos, by index. Made once for each share of copies.</summary>
    public FlickrPhoto[] Photos
    {
        get
        {
            var copies = faults["flickr"].Photos.Copies;
            lock (_lock)
            {
                if (_made is not { } made || made.Copies != copies)
                    _made = made = (copies, [.. new PhotoWorld(Seed, copies).Photos(options.Flickr.Photos).Select(Dress)]);
                return made.Photos;
            }
        }
    }

    public FlickrPhoto? Find(string? id) =>
        FlickrPhoto.IndexOf(id) is >= 0 and var index && index < options.Flickr.Photos ? Photos[index] : null;

    public bool IsRemoved(FlickrPhoto photo) => faults["flickr"].Photos.Of(Seed, photo.Photo.Index) == Fault.Removed;

    private FlickrPhoto Dress(Photograph photo)
    {
        var scene = Scene.Of(Seed, photo.Original, photo.Appeal);
        var draw = new Draw(Seed, "flickr", photo.Index);
        var motif = $"{scene.Motif}".ToLowerInvariant();
        string[] tags = [motif, .. Words.Where(word => draw.Chance(word.Share)).Select(word => word.Tag)];
        var uploadedAt = draw.Chance(RecentShare) ? clock.Today - TimeSpan.FromHours(draw.Integer(RecentDays * 24)) : photo.UploadedAt;
        return new FlickrPhoto(
            photo, scene.Width * Enlargement, scene.Height * Enlargement, $"{draw.Next():x16}"[..10], $"{draw.Next():x16}"[..10],
            $"{Moods[draw.Integer(Moods.Length)]} {tags[draw.Integer(tags.Length)]}", tags, Licenses[draw.Integer(Licenses.Length)],
            uploadedAt, uploadedAt - TimeSpan.FromMinutes(draw.Integer(200 * 24 * 60)), Groups(tags, draw));
    }

    private static string[] Groups(string[] tags, Draw draw)
    {
        (string Group, bool Fits)[] groups =
        [
            (FlickrGroups.Sunsets, tags.Contains("sunset") && draw.Chance(0.5)),
            (FlickrGroups.Seascapes, tags.Contains("sea") && draw.Chance(0.4)),
            (FlickrGroups.Everything, draw.Chance(0.1)),
        ];
        return [.. groups.Where(group => group.Fits).Select(group => group.Group)];
    }
}

namespace PhotoScore.Local.PhotoSite.Instagram;

/// <summary>What a post holds.</summary>
internal enum MediaKind
{
    Image,
    Video,
    Carousel,
}

/// <summary>One post of the stand-in for Instagram.</summary>
/// <param name="Index">Its number among all accounts' posts.</param>
/// <param name="Account">The number of its account.</param>
/// <param name="Appeal">Hidden: how pleasing its picture is.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Likes">How many liked it.</param>
/// <param name="LikesHidden">Whether its owner hides the likes.</param>
/// <param name="Comments">How many comments it has.</param>
/// <param name="PostedAt">When it was posted.</param>
/// <param name="Tags">Its hashtags.</param>
internal sealed record Post(
    int Index, int Account, double Appeal, MediaKind Kind, int Likes, bool LikesHidden, int Comments, DateTimeOffset PostedAt, string[] Tags)
{
    private const long FirstId = 18_000_000_000_000_000;

    public string Id => $"{FirstId + Index}";

    public string Caption => $"Post {Index} {string.Join(' ', Tags.Select(tag => $"#{tag}"))}";

    /// <summary>The index of the post with an id, or -1.</summary>
    public static int IndexOf(string id) =>
        long.TryParse(id, out var number) && number - FirstId is >= 0 and < int.MaxValue and var index ? (int)index : -1;
}

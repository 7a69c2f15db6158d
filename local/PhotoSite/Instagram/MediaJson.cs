using System.Text.Json.Nodes;

namespace PhotoScore.Local.PhotoSite.Instagram;

/// <summary>
/// Posts as the API shows them, field by field: https://developers.facebook.com/docs/instagram-platform/reference/instagram-media
/// </summary>
/// <param name="world">Whose posts.</param>
/// <param name="site">The address of this site.</param>
/// <param name="forHashtag">A hashtag's posts tell neither who posted them nor where an album's files are.</param>
internal sealed class MediaJson(InstagramWorld world, string site, bool forHashtag)
{
    private const int AlbumSize = 3;

    public JsonObject Of(Post post, IReadOnlyList<GraphField> fields)
    {
        var json = new JsonObject();
        foreach (var field in fields)
        {
            // A value that isn't there is left out, never null.
            if (Value(post, field) is { } value)
                json[field.Name] = value;
        }
        json["id"] = post.Id;
        return json;
    }

    private JsonNode? Value(Post post, GraphField field) => field.Name switch
    {
        "id" => post.Id,
        "caption" => post.Caption,
        "comments_count" => post.Comments,
        "like_count" => post.LikesHidden ? null : post.Likes,
        "media_type" => post.Kind switch { MediaKind.Video => "VIDEO", MediaKind.Carousel => "CAROUSEL_ALBUM", _ => "IMAGE" },
        "media_product_type" when !forHashtag => post.Kind == MediaKind.Video ? "REELS" : "FEED",
        "media_url" => forHashtag && post.Kind == MediaKind.Carousel ? null : Address(post, 0),
        "thumbnail_url" when !forHashtag => post.Kind == MediaKind.Video ? $"{site}/instagram/media/{post.Id}_thumb.jpg" : null,
        "permalink" => $"{site}/instagram/p/{post.Id}/",
        "timestamp" => $"{post.PostedAt:yyyy-MM-ddTHH:mm:ss}+0000",
        "username" when !forHashtag => world.Accounts[post.Account].Username,
        "children" => post.Kind == MediaKind.Carousel ? Children(post, field.Fields) : null,
        _ => throw new GraphException(100, $"(#100) Tried accessing nonexisting field ({field.Name}) on node type (IGMedia)"),
    };

    private JsonObject Children(Post post, IReadOnlyList<GraphField> fields) => new()
    {
        ["data"] = new JsonArray([.. Enumerable.Range(0, AlbumSize).Select(number => Child(post, number, fields))]),
    };

    private JsonObject Child(Post post, int number, IReadOnlyList<GraphField> fields)
    {
        var json = new JsonObject();
        foreach (var field in fields)
        {
            json[field.Name] = field.Name switch
            {
                "id" => $"{post.Id}{number}",
                "media_type" => "IMAGE",
                "media_url" => Address(post, number),
                _ => throw new GraphException(100, $"(#100) Tried accessing nonexisting field ({field.Name}) on node type (IGMedia)"),
            };
        }
        json["id"] = $"{post.Id}{number}";
        return json;
    }

    private string Address(Post post, int number) => post.Kind switch
    {
        MediaKind.Video => $"{site}/instagram/media/{post.Id}.mp4",
        MediaKind.Carousel => $"{site}/instagram/media/{post.Id}_{number}.jpg",
        _ => $"{site}/instagram/media/{post.Id}.jpg",
    };
}

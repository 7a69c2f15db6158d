using System.Text.Json.Nodes;

namespace PhotoScore.Local.PhotoSite.Flickr;

/// <summary>
/// A photo in a list, with the <c>extras</c> that were asked for: https://www.flickr.com/services/api/flickr.photos.search.html.
/// count_faves and count_comments are answered by the real service and not in its documentation.
/// </summary>
internal static class FlickrExtras
{
    public static JsonObject Of(FlickrPhoto photo, string[] extras, string site)
    {
        var json = new JsonObject
        {
            ["id"] = photo.Id,
            ["owner"] = photo.Owner.Nsid,
            ["secret"] = photo.Secret,
            ["server"] = photo.Server,
            ["farm"] = 66,
            ["title"] = photo.Title,
            ["ispublic"] = 1,
            ["isfriend"] = 0,
            ["isfamily"] = 0,
        };
        foreach (var extra in extras)
            Add(json, photo, extra, site);
        return json;
    }

    private static void Add(JsonObject json, FlickrPhoto photo, string extra, string site)
    {
        switch (extra)
        {
            case "description":
                json["description"] = FlickrJson.Content("");
                break;
            case "license":
                json["license"] = $"{photo.License}";
                break;
            case "date_upload":
                json["dateupload"] = $"{photo.UploadedAt.ToUnixTimeSeconds()}";
                break;
            case "last_update":
                json["lastupdate"] = $"{photo.UploadedAt.ToUnixTimeSeconds()}";
                break;
            case "date_taken":
                json["datetaken"] = $"{photo.TakenAt:yyyy-MM-dd HH:mm:ss}";
                json["datetakengranularity"] = 0;
                json["datetakenunknown"] = "0";
                break;
            case "owner_name":
                json["ownername"] = photo.Owner.Username;
                break;
            case "original_format":
                json["originalsecret"] = photo.OriginalSecret;
                json["originalformat"] = "jpg";
                break;
            case "o_dims":
                json["o_width"] = $"{photo.Width}";
                json["o_height"] = $"{photo.Height}";
                break;
            case "tags":
                json["tags"] = string.Join(' ', photo.Tags);
                break;
            case "views":
                json["views"] = $"{photo.Photo.Views}";
                break;
            case "count_faves":
                json["count_faves"] = $"{photo.Photo.Favorites}";
                break;
            case "count_comments":
                json["count_comments"] = $"{photo.Photo.Favorites / 8}";
                break;
            case "media":
                json["media"] = "photo";
                json["media_status"] = "ready";
                break;
            case "path_alias":
                json["pathalias"] = null;
                break;
            default:
                AddSize(json, photo, extra, site);
                break;
        }
    }

    private static void AddSize(JsonObject json, FlickrPhoto photo, string extra, string site)
    {
        if (FlickrSize.Of(photo).FirstOrDefault(size => extra == $"url_{size.Extra}") is not { } size)
            return;
        var (width, height) = size.Of(photo.Width, photo.Height);
        json[$"url_{size.Extra}"] = size.Address(photo, site);
        json[$"height_{size.Extra}"] = height;
        json[$"width_{size.Extra}"] = width;
    }
}

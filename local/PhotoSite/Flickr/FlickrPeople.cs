using System.Text.Json.Nodes;

namespace PhotoScore.Local.PhotoSite.Flickr;

/// <summary>The methods that tell of people.</summary>
internal sealed class FlickrPeople(FlickrWorld world)
{
    /// <summary>https://www.flickr.com/services/api/flickr.people.findByUsername.html</summary>
    public JsonObject ByUsername(Func<string, string?> argument)
    {
        var (person, _) = Person(person => person.Username == argument("username"));
        return new JsonObject
        {
            ["user"] = new JsonObject { ["id"] = person.Nsid, ["nsid"] = person.Nsid, ["username"] = FlickrJson.Content(person.Username) },
            ["stat"] = "ok",
        };
    }

    /// <summary>https://www.flickr.com/services/api/flickr.people.getInfo.html</summary>
    public JsonObject Info(Func<string, string?> argument, string site)
    {
        var (person, photos) = Person(person => person.Nsid == argument("user_id"));
        return new JsonObject
        {
            ["person"] = new JsonObject
            {
                ["id"] = person.Nsid,
                ["nsid"] = person.Nsid,
                ["ispro"] = 0,
                ["username"] = FlickrJson.Content(person.Username),
                ["realname"] = FlickrJson.Content(""),
                ["photosurl"] = FlickrJson.Content($"{site}/flickr/photos/{person.Nsid}/"),
                ["photos"] = new JsonObject { ["count"] = new JsonObject { ["_content"] = photos.Length } },
            },
            ["stat"] = "ok",
        };
    }

    private (FlickrPerson Person, FlickrPhoto[] Photos) Person(Func<FlickrPerson, bool> sought) =>
        world.Photos.Where(photo => sought(photo.Owner)).ToArray() is [{ Owner: var owner }, ..] photos
            ? (owner, photos)
            : throw new FlickrException(1, "User not found");
}

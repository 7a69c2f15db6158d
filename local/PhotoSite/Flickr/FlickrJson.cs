using System.Text;
using System.Text.Json.Nodes;
using PhotoScore.Local.PhotoSite.Faults;

namespace PhotoScore.Local.PhotoSite.Flickr;

/// <summary>
/// Flickr's JSON: https://www.flickr.com/services/api/response.json.html. Text stands in <c>_content</c>; without
/// <c>nojsoncallback</c> everything is the argument of a function call.
/// </summary>
internal static class FlickrJson
{
    public static JsonObject Content(string text) => new() { ["_content"] = text };

    public static JsonObject Failure(int code, string message) => new() { ["stat"] = "fail", ["code"] = code, ["message"] = message };

    public static Payload Write(JsonObject answer, IQueryCollection query)
    {
        if (query["nojsoncallback"] == "1")
            return new Payload(Encoding.UTF8.GetBytes(answer.ToJsonString()), "application/json");
        var function = query["jsoncallback"] is [{ Length: > 0 } given, ..] ? given : "jsonFlickrApi";
        return new Payload(Encoding.UTF8.GetBytes($"{function}({answer.ToJsonString()})"), "text/javascript; charset=utf-8");
    }
}

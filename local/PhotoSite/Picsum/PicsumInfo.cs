using System.Text.Json.Serialization;

namespace PhotoScore.Local.PhotoSite.Picsum;

/// <summary>A picture in the list of all: https://picsum.photos/v2/list</summary>
internal sealed record PicsumInfo(
    string Id, string Author, int Width, int Height, string Url, [property: JsonPropertyName("download_url")] string DownloadUrl);

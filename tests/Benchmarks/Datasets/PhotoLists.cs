using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;

namespace PhotoScore.Benchmarks.Datasets;

/// <summary>Puts lists of the photo site's pictures into container <c>sources</c>, as <c>{name}.jsonl</c>.</summary>
internal static class PhotoLists
{
    private const int PerPage = 500;

    /// <summary>The site's own list: small pictures, as many as wanted.</summary>
    public static async Task UploadOwnAsync(BlobContainerClient sources, HttpClient site, string name, int photos) =>
        await sources.GetBlobClient($"{name}.jsonl").UploadAsync(new BinaryData(await site.GetByteArrayAsync($"/list.jsonl?count={photos}")), overwrite: true);

    /// <summary>Pictures of one of Flickr's sizes; a search lists 4,000 at most.</summary>
    /// <param name="sources">The container.</param>
    /// <param name="site">The photo site.</param>
    /// <param name="name">What the list is called.</param>
    /// <param name="photos">How many photos.</param>
    /// <param name="size">The letter of Flickr's <c>url_</c> extras: m for 500 pixels on the longer edge, z for 640, l for 1024.</param>
    /// <returns>Their addresses.</returns>
    public static async Task<IReadOnlyList<string>> UploadFlickrAsync(BlobContainerClient sources, HttpClient site, string name, int photos, string size)
    {
        var rows = new List<Row>();
        for (var page = 1; rows.Count < photos; page++)
        {
            var answer = await site.GetFromJsonAsync<JsonElement>(
                $"/flickr/services/rest/?method=flickr.photos.search&api_key=bench&format=json&nojsoncallback=1&min_upload_date=1&page={page}&per_page={PerPage}&extras=views,count_faves,url_{size}");
            var found = answer.GetProperty("photos").GetProperty("photo").EnumerateArray().Where(photo => photo.TryGetProperty($"url_{size}", out _)).ToList();
            if (found.Count == 0)
                throw new InvalidOperationException($"The photo site lists {rows.Count} photos only; {photos} were asked for.");
            rows.AddRange(found.Select(photo => new Row(
                photo.GetProperty("id").GetString()!, photo.GetProperty($"url_{size}").GetString()!,
                int.Parse(photo.GetProperty("views").GetString()!, CultureInfo.InvariantCulture), int.Parse(photo.GetProperty("count_faves").GetString()!, CultureInfo.InvariantCulture))));
        }
        rows = [.. rows.DistinctBy(row => row.Id).Take(photos)];
        var lines = string.Join('\n', rows.Select(row => JsonSerializer.Serialize(row, JsonSerializerOptions.Web)));
        await sources.GetBlobClient($"{name}.jsonl").UploadAsync(new BinaryData(lines), overwrite: true);
        return [.. rows.Select(row => row.Url)];
    }

    private sealed record Row(string Id, string Url, int Views, int Favorites);
}

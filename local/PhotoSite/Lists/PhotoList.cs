using System.Text;
using System.Text.Json;

namespace PhotoScore.Local.PhotoSite.Lists;

/// <summary>Writes rows as JSON Lines and as CSV, one at a time: a list of a million photos needs no memory.</summary>
internal static class PhotoList
{
    public static async Task WriteJsonLinesAsync(IEnumerable<PhotoRow> rows, Stream body)
    {
        foreach (var row in rows)
        {
            await JsonSerializer.SerializeAsync(body, row, JsonSerializerOptions.Web);
            await body.WriteAsync("\n"u8.ToArray());
        }
    }

    public static async Task WriteCsvAsync(IEnumerable<PhotoRow> rows, Stream body)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(false), leaveOpen: true);
        await writer.WriteAsync("url,id,author,views,favorites,uploadedAt\n");
        foreach (var row in rows)
            await writer.WriteAsync($"{row.Url},{row.Id},{row.Author},{row.Views},{row.Favorites},{row.UploadedAt:yyyy-MM-ddTHH:mm:ssZ}\n");
    }
}

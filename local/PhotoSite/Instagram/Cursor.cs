using System.Text;

namespace PhotoScore.Local.PhotoSite.Instagram;

/// <summary>A place in a list, opaque to who asks: https://developers.facebook.com/docs/graph-api/results</summary>
internal static class Cursor
{
    private const string Prefix = "QVFI";

    public static string Write(int place) => Prefix + Convert.ToBase64String(Encoding.UTF8.GetBytes($"at:{place:D9}"));

    /// <exception cref="GraphException">It was not written here.</exception>
    public static int Read(string cursor)
    {
        var bytes = new byte[64];
        return cursor.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(cursor[Prefix.Length..], bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length) is ['a', 't', ':', .. var digits] && int.TryParse(digits, out var place)
                ? place
                : throw new GraphException(100, "(#100) Invalid cursor");
    }
}

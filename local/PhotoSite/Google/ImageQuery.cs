using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Google;

/// <summary>
/// What is searched for. The first two words name the person that the pictures show, so that "jane doe" and "jane doe hat" give
/// other pictures of the same person.
/// </summary>
/// <param name="Person">A number that stands for the person.</param>
/// <param name="Results">A number that stands for the whole query.</param>
internal sealed record ImageQuery(int Person, int Results)
{
    public static ImageQuery Of(string text)
    {
        var words = text.ToLowerInvariant().Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new ImageQuery(Number(string.Join(' ', words.Take(2))), Number(string.Join(' ', words)));
    }

    private static int Number(string words) => (int)(new Draw(0, $"query {words}", 0).Next() & 0xFFFFFF);
}

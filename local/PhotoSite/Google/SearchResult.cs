using PhotoScore.Local.PhotoSite.Rendering.People;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Google;

/// <summary>One result of an image search: whom it shows is not told.</summary>
/// <param name="Query">What was searched for.</param>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Person">Hidden: who is in the picture; null for nobody.</param>
/// <param name="IsWrong">Hidden: it shows nobody, or somebody else.</param>
/// <param name="IsDead">Its address leads nowhere.</param>
/// <param name="Appeal">Hidden: how pleasing the picture is.</param>
internal sealed record SearchResult(ImageQuery Query, int Index, Person? Person, bool IsWrong, bool IsDead, double Appeal)
{
    /// <summary>Longer edges of the pictures, by the names of <c>imgSize</c>, and what is found without it.</summary>
    private static readonly Dictionary<string, int> Sizes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["icon"] = 64,
        ["small"] = 200,
        ["medium"] = 400,
        ["large"] = 800,
        ["xlarge"] = 1200,
        ["xxlarge"] = 1600,
        ["huge"] = 2400,
    };

    private static readonly int[] AnySize = [300, 400, 480, 640, 640, 800];
    private static readonly (int X, int Y)[] Shapes = [(4, 3), (3, 2), (1, 1), (3, 4)];

    public static IEnumerable<string> SizeNames => Sizes.Keys;

    /// <summary>A photo's number among all queries' photos.</summary>
    public int Photo => Query.Results * 100 + Index;

    public static SearchResult Of(GoogleOptions options, ImageQuery query, int index)
    {
        var draw = new Draw(options.Seed, $"result {query.Results}", index);
        var wrong = draw.Chance(options.Wrong);
        var nobody = draw.Chance(0.5);
        var other = draw.Integer(1 << 20);
        var person = wrong ? nobody ? null : Person.Of(options.Seed, other) : Person.Of(options.Seed, query.Person);
        return new SearchResult(query, index, person, wrong, draw.Chance(options.Dead), draw.Normal());
    }

    public (int Width, int Height) Size(int seed, string? sizeName)
    {
        var draw = new Draw(seed, $"size {Query.Results}", Index);
        var (x, y) = Shapes[draw.Integer(Shapes.Length)];
        var longer = sizeName is { } name && Sizes.TryGetValue(name, out var named) ? named : AnySize[draw.Integer(AnySize.Length)];
        return (longer * x / Math.Max(x, y), longer * y / Math.Max(x, y));
    }
}

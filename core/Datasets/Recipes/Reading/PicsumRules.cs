using System.Text.RegularExpressions;

namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>What a recipe may say of random photos.</summary>
internal static partial class PicsumRules
{
    private const int MaxPhotos = 100_000;

    public static PicsumSource Read(Members members, Node node)
    {
        var source = new PicsumSource
        {
            Seed = members.Require("seed", "", Seed),
            Width = members.Get("width", 400, value => value.Whole(1, 5_000)),
            Height = members.Get("height", 300, value => value.Whole(1, 5_000)),
        };
        SourceRules.AtMost(members["maxPhotos"], MaxPhotos, $"Write {MaxPhotos} at most.");
        if (members.IsObject && members["maxPhotos"] is null)
            node.Fault("Add the member 'maxPhotos': random photos have no end.");
        return source;
    }

    private static string Seed(Node node)
    {
        var seed = node.Text();
        if (seed.Length > 0 && !Allowed().IsMatch(seed))
            node.Fault("Write a seed of 1 to 40 letters, digits, hyphens and underscores.");
        return seed;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,40}\z")]
    private static partial Regex Allowed();
}

namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>What a recipe may say of an image search.</summary>
internal static class GoogleRules
{
    private static readonly string[] Types = ["clipart", "face", "lineart", "stock", "photo", "animated"];
    private static readonly string[] Sizes = ["icon", "small", "medium", "large", "xlarge", "xxlarge", "huge"];
    private static readonly string[] Licences = ["cc_publicdomain", "cc_attribute", "cc_sharealike", "cc_noncommercial", "cc_nonderived"];

    public static GoogleSource Read(Members members, Node node)
    {
        var source = new GoogleSource
        {
            Query = members.Require("query", "", value => value.Text()),
            ImageType = members.Get<string?>("imageType", null, value => value.Choice(Same(Types))),
            ImageSize = members.Get<string?>("imageSize", null, value => value.Choice(Same(Sizes))),
            Rights = members.Get<string?>("rights", null, Rights),
        };
        SourceRules.AtMost(members["maxPhotos"], GoogleSource.MaxResults,
            $"Write {GoogleSource.MaxResults} at most: the search gives no more of one query. For more photos list several sources with different queries.");
        return source;
    }

    private static string Rights(Node node)
    {
        var text = node.Text();
        if (text.Length > 0 && text.Split('|').Except(Licences).Any())
            node.Fault($"Write one of {string.Join(", ", Licences)}, or several joined by |.");
        return text;
    }

    private static Dictionary<string, string> Same(string[] words) => words.ToDictionary(word => word);
}

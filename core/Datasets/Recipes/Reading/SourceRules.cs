namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>What a recipe may say of its sources.</summary>
internal static class SourceRules
{
    private const int MaxSources = 100;

    private static readonly Dictionary<string, Func<Members, Node, SourceRecipe>> Kinds = new()
    {
        ["folder"] = FolderRules.Read,
        ["urls"] = UrlsRules.Read,
        ["flickr"] = FlickrRules.Read,
        ["smp"] = SmpRules.Read,
        ["instagram"] = InstagramRules.Read,
        ["google"] = GoogleRules.Read,
        ["picsum"] = PicsumRules.Read,
    };

    public static IReadOnlyList<SourceRecipe> ReadAll(Node node)
    {
        var items = node.Items().ToList();
        if (items.Count is 0 or > MaxSources && node.Json.ValueKind == System.Text.Json.JsonValueKind.Array)
            node.Fault($"List 1 to {MaxSources} sources.");
        return [.. items.Select(Read).OfType<SourceRecipe>()];
    }

    private static SourceRecipe? Read(Node node)
    {
        var members = new Members(node);
        if (members.Kind(Kinds) is not { } read)
            return null;
        var source = read(members, node) with
        {
            MaxPhotos = members.Optional("maxPhotos", value => value.Whole(1)),
            Class = members.Get<string?>("class", null, value => value.Text()),
        };
        members.Done();
        return source;
    }

    /// <summary>Faults a whole number that is larger than a source allows; what is no whole number is somebody else's fault.</summary>
    public static void AtMost(Node? node, int most, string fault)
    {
        if (node is not null && node.Json.ValueKind == System.Text.Json.JsonValueKind.Number && node.Json.TryGetInt32(out var number) && number > most)
            node.Fault(fault);
    }

    /// <summary>A blob's name, or a prefix of names, in container <c>sources</c>.</summary>
    public static string BlobPath(Node node)
    {
        var path = node.Text();
        if (path.Split('/').Any(part => part is "." or "..") || path.Contains('\\', StringComparison.Ordinal)
            || path.StartsWith('/') || path.EndsWith('/') || path.Contains("//", StringComparison.Ordinal))
        {
            node.Fault("Name a path in container sources, such as smiles or lists/2024.csv: no slash at either end, no empty, '.' or '..' part, no backslash.");
        }

        return path;
    }
}

namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>What a recipe may say of its sources.</summary>
internal static class SourceRules
{
    private const int MaxSources = 100;
    private const int MaxItems = 100_000;

    private static readonly Dictionary<string, Func<Members, Node, SourceRecipe>> Kinds = new()
    {
        ["folder"] = Folder,
        ["urls"] = Urls,
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

    private static FolderSource Folder(Members members, Node node) =>
        new() { Name = members.Require("name", "", BlobPath) };

    private static UrlsSource Urls(Members members, Node node)
    {
        var defaults = new UrlsSource();
        var source = new UrlsSource
        {
            Blob = members.Get<string?>("blob", null, Table),
            Items = members.Get<IReadOnlyList<UrlItem>?>("items", null, Items),
            UrlColumn = members.Get("urlColumn", defaults.UrlColumn, value => value.Text()),
            IdColumn = members.Get("idColumn", defaults.IdColumn, value => value.Text()),
            AuthorColumn = members.Get("authorColumn", defaults.AuthorColumn, value => value.Text()),
            LabelColumn = members.Get("labelColumn", defaults.LabelColumn, value => value.Text()),
        };
        if (source.Blob is null == source.Items is null)
            node.Fault("Give exactly one of blob (a file in container sources) and items (the rows themselves).");
        return source;
    }

    private static string? Table(Node node)
    {
        var path = BlobPath(node);
        if (path.Length > 0 && !((string[])[".csv", ".jsonl", ".parquet"]).Any(path.EndsWith))
            node.Fault("Name a file that ends in .csv, .jsonl or .parquet.");
        return path;
    }

    private static string BlobPath(Node node)
    {
        var path = node.Text();
        if (path.Split('/').Any(part => part is "." or "..") || path.Contains('\\', StringComparison.Ordinal)
            || path.StartsWith('/') || path.EndsWith('/') || path.Contains("//", StringComparison.Ordinal))
        {
            node.Fault("Name a path in container sources, such as smiles or lists/2024.csv: no slash at either end, no empty, '.' or '..' part, no backslash.");
        }

        return path;
    }

    private static IReadOnlyList<UrlItem> Items(Node node)
    {
        var items = node.Items().ToList();
        if (items.Count is 0 or > MaxItems && node.Json.ValueKind == System.Text.Json.JsonValueKind.Array)
            node.Fault($"List 1 to {MaxItems} photos, or put them into a blob.");
        return [.. items.Select(Item)];
    }

    private static UrlItem Item(Node node)
    {
        var members = new Members(node);
        var item = new UrlItem
        {
            Url = members.Require("url", "", Url),
            Id = members.Get<string?>("id", null, value => value.Text()),
            Author = members.Get<string?>("author", null, value => value.Text()),
            Label = members.Get<string?>("label", null, value => value.Text()),
            Metrics = members.Get<IReadOnlyDictionary<string, double>?>("metrics", null, Metrics),
        };
        members.Done();
        return item;
    }

    private static string Url(Node node)
    {
        var text = node.Text();
        if (text.Length > 0 && !(Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            node.Fault("Write an absolute URL that begins with http:// or https://.");
        return text;
    }

    private static IReadOnlyDictionary<string, double> Metrics(Node node)
    {
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        if (node.Json.ValueKind != System.Text.Json.JsonValueKind.Object)
            return node.Fault<IReadOnlyDictionary<string, double>>("Write an object of numbers: { \"views\": 12 }.", metrics);
        foreach (var member in node.Json.EnumerateObject())
        {
            var value = node.Member(member.Name, member.Value);
            if (member.Name.Length == 0) value.Fault("A metric needs a name.");
            if (!metrics.TryAdd(member.Name, value.Number())) value.Fault("This member stands twice in its object.");
        }

        return metrics;
    }
}

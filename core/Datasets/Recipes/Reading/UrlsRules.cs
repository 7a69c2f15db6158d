namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>What a recipe may say of a table of URLs.</summary>
internal static class UrlsRules
{
    private const int MaxItems = 100_000;

    public static UrlsSource Read(Members members, Node node)
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
        var path = SourceRules.BlobPath(node);
        if (path.Length > 0 && !((string[])[".csv", ".jsonl", ".parquet"]).Any(path.EndsWith))
            node.Fault("Name a file that ends in .csv, .jsonl or .parquet.");
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

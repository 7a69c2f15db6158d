using System.Text.RegularExpressions;

namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>What a recipe may say of posts on Instagram.</summary>
internal static partial class InstagramRules
{
    private const int MaxAccounts = 100_000;

    // The service answers for 30 hashtags a user within seven days.
    private const int MaxHashtags = 30;

    public static InstagramSource Read(Members members, Node node)
    {
        var defaults = new InstagramSource();
        var source = new InstagramSource
        {
            Accounts = members.Get<IReadOnlyList<string>?>("accounts", null, Accounts),
            Hashtags = members.Get<IReadOnlyList<string>?>("hashtags", null, Hashtags),
            Blob = members.Get<string?>("blob", null, List),
            MinUploadAgeDays = members.Get("minUploadAgeDays", defaults.MinUploadAgeDays, value => value.Whole(0, 36_500)),
        };
        if (members.IsObject && source is { Accounts: null, Hashtags: null, Blob: null })
            node.Fault("Give at least one of accounts, hashtags and blob (a list of accounts in container sources).");
        return source;
    }

    private static IReadOnlyList<string> Accounts(Node node)
    {
        var names = node.Names();
        if (names.Count is 0 or > MaxAccounts && node.Json.ValueKind == System.Text.Json.JsonValueKind.Array)
            node.Fault($"List 1 to {MaxAccounts} accounts, or put them into a blob.");
        CheckEach(node, InstagramSource.IsAccount, "Write a user name without @: letters, digits, dots and underscores, 30 at most.");
        return names;
    }

    private static IReadOnlyList<string> Hashtags(Node node)
    {
        var names = node.Names();
        if (names.Count is 0 or > MaxHashtags && node.Json.ValueKind == System.Text.Json.JsonValueKind.Array)
            node.Fault($"List 1 to {MaxHashtags} hashtags: the service answers for no more within seven days.");
        CheckEach(node, name => Hashtag().IsMatch(name), "Write a hashtag without #: letters, digits and underscores.");
        return names;
    }

    private static void CheckEach(Node list, Func<string, bool> holds, string rule)
    {
        if (list.Json.ValueKind != System.Text.Json.JsonValueKind.Array)
            return;
        foreach (var item in list.Items())
        {
            if (item.Json.ValueKind == System.Text.Json.JsonValueKind.String && item.Json.GetString() is { Length: > 0 } name && !holds(name))
                item.Fault(rule);
        }
    }

    private static string List(Node node)
    {
        var path = SourceRules.BlobPath(node);
        if (path.Length > 0 && !path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
            node.Fault("Name a file that ends in .txt: one user name a line.");
        return path;
    }

    [GeneratedRegex(@"^[\p{L}\p{M}\p{Nd}_]{1,100}\z")]
    private static partial Regex Hashtag();
}

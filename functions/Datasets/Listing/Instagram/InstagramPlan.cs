using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Functions.Datasets.Listing.Instagram;

/// <summary>An account or a hashtag whose posts are listed.</summary>
/// <param name="Name">The user name, or the tag without its mark.</param>
/// <param name="IsHashtag">Which of the two.</param>
internal sealed record Feed(string Name, bool IsHashtag)
{
    /// <summary>What no request can be made of: a line of a list that is no user name.</summary>
    public bool IsNoName => !IsHashtag && !InstagramSource.IsAccount(Name);

    /// <summary>What it is called where posts are, which have numbers.</summary>
    public string Id => IsHashtag ? $"hashtag:{Name}" : $"account:{Name}";

    /// <summary>Where people see it.</summary>
    public string Page => IsHashtag ? $"https://www.instagram.com/explore/tags/{Uri.EscapeDataString(Name)}/" : $"https://www.instagram.com/{Uri.EscapeDataString(Name)}/";
}

/// <summary>Puts what a recipe names in order: its accounts, those of its list, its hashtags; each once.</summary>
/// <param name="texts">The user's files.</param>
internal sealed class InstagramPlan(SourceTexts texts)
{
    private const int LongestName = 200;

    public async Task<IReadOnlyList<Feed>> FeedsAsync(InstagramSource recipe, CancellationToken cancellation)
    {
        var listed = recipe.Blob is { } blob ? await texts.LinesAsync(blob, cancellation) : [];
        var accounts = (recipe.Accounts ?? []).Concat(listed.Select(line => line.Trim().TrimStart('@')).Where(line => line.Length is > 0 and <= LongestName));
        // Neither accounts nor hashtags tell capitals from small letters.
        return
        [
            .. accounts.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => new Feed(name, IsHashtag: false)),
            .. (recipe.Hashtags ?? []).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => new Feed(name, IsHashtag: true)),
        ];
    }
}

using System.Text.RegularExpressions;

namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>
/// Posts of professional accounts, and posts by hashtag. Metrics: <c>likes</c> (absent where the owner hides them), <c>comments</c>,
/// <c>followers</c> (accounts only), <c>uploadedAt</c> (Unix seconds).
/// </summary>
public sealed partial record InstagramSource : SourceRecipe
{
    /// <summary>User names, in the order in which they are listed; null when there are none.</summary>
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>Hashtags without the <c>#</c>, listed after the accounts; null when there are none.</summary>
    public IReadOnlyList<string>? Hashtags { get; init; }

    /// <summary>A text file of user names, one a line, in container <c>sources</c>, listed after <see cref="Accounts"/>; null when there is none.</summary>
    public string? Blob { get; init; }

    /// <summary>Posts that are younger than this when the build is accepted are left out: their likes still grow.</summary>
    public int MinUploadAgeDays { get; init; } = 30;

    /// <summary>Whether this could be a user's name: letters, digits, dots and underscores, 30 at most.</summary>
    public static bool IsAccount(string name) => Account().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z0-9._]{1,30}\z")]
    private static partial Regex Account();
}

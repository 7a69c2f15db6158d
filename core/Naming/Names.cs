using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace PhotoScore.Core.Naming;

/// <summary>The one rule for names of datasets and models, which appear in URLs, blob paths and instance ids.</summary>
internal static partial class Names
{
    public const string Rule =
        "3 to 63 lowercase letters, digits and single hyphens, beginning and ending with a letter or digit, and none of " +
        "compare, builds, trainings, sweeps, scorings";

    // These words are route segments beside a name.
    private static readonly HashSet<string> Reserved = ["compare", "builds", "trainings", "sweeps", "scorings"];

    public static bool AreValid([NotNullWhen(true)] string? text) =>
        text is { Length: >= 3 and <= 63 } && Pattern().IsMatch(text) && !VersionId.TryParse(text, out _) && !Reserved.Contains(text);

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Pattern();
}

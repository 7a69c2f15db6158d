using System.Text.RegularExpressions;

namespace PhotoScore.Local.Tests.Runtime.Contract;

/// <summary>The listing of the real API: for every type its kind and its members, in one notation with <see cref="ApiOfType"/>.</summary>
internal sealed partial class ApiListing
{
    // Behind these a question mark is part of the signature; behind a reference type it is a note that reflection can't see.
    private static readonly HashSet<string> ValueTypes =
        ["bool", "int", "long", "double", "TimeSpan", "DateTime", "DateTimeOffset", "Guid", "TaskVersion"];

    private readonly Dictionary<string, ListedType> _types = [];

    public ListedType? Find(string fullName) => _types.GetValueOrDefault(fullName);

    public static ApiListing Parse(IEnumerable<string> lines)
    {
        var listing = new ApiListing();
        ListedType? type = null;
        var inCode = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("### ", StringComparison.Ordinal))
            {
                // A type that is listed twice is the same type.
                type = new(line[4..].Trim());
                listing._types[type.FullName] = type;
            }
            else if (line.StartsWith("```", StringComparison.Ordinal))
                inCode = !inCode;
            else if (inCode)
                type?.Members.Add(Normalise(line));
            else if (line.StartsWith("AttributeUsage: ", StringComparison.Ordinal))
                type?.Targets.Add(TargetPattern().Matches(line).Aggregate((AttributeTargets)0, (all, m) => all | Enum.Parse<AttributeTargets>(m.Groups[1].Value)));
            else if (type is { Kind.Length: 0 } && KindPattern().Match(line) is { Success: true } kind)
                type.Kind = kind.Groups[1].Value;
        }
        return listing;
    }

    public static string Normalise(string member)
    {
        var text = CommentPattern().Replace(member, "");
        text = WherePattern().Replace(text, "");
        text = ModifierPattern().Replace(text, "");
        text = QuestionPattern().Replace(text, m => ValueTypes.Contains(m.Groups[1].Value) ? m.Value : m.Groups[1].Value);
        return text.Trim();
    }

    [GeneratedRegex(@"\s*//.*$")]
    private static partial Regex CommentPattern();

    [GeneratedRegex(@"\s+where\s.*$")]
    private static partial Regex WherePattern();

    [GeneratedRegex(@"\b(abstract|virtual|override|readonly|sealed) ")]
    private static partial Regex ModifierPattern();

    [GeneratedRegex(@"(\w+|>|\])\?")]
    private static partial Regex QuestionPattern();

    [GeneratedRegex(@"^`[^`]+` (.+?) \*\*")]
    private static partial Regex KindPattern();

    [GeneratedRegex(@"System\.AttributeTargets\.(\w+)")]
    private static partial Regex TargetPattern();
}

internal sealed record ListedType(string FullName)
{
    public string Kind { get; set; } = "";

    public HashSet<string> Members { get; } = [];

    public HashSet<AttributeTargets> Targets { get; } = [];
}

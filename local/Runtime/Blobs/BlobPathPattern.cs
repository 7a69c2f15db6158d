using System.Text;
using System.Text.RegularExpressions;

namespace PhotoScore.Local.Runtime.Blobs;

/// <summary>
/// A container and a pattern of names, such as <c>uploads/{model}/{name}.jpg</c>. As on the real host a capture takes as much as
/// it can, slashes included: on <c>a/b/c</c>, <c>{model}/{path}</c> gives model <c>a/b</c>.
/// </summary>
internal sealed partial class BlobPathPattern
{
    private readonly Regex _name;

    private BlobPathPattern(string container, string prefix, Regex name)
    {
        Container = container;
        Prefix = prefix;
        _name = name;
    }

    public string Container { get; }

    /// <summary>What every name that fits begins with; what can be left out of a listing.</summary>
    public string Prefix { get; }

    /// <exception cref="FormatException">The path has no container, or a capture is unnamed, doubled or open.</exception>
    public static BlobPathPattern Parse(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var container = slash < 0 ? path : path[..slash];
        var name = slash < 0 ? "{any}" : path[(slash + 1)..];
        if (container.Length == 0 || name.Length == 0 || container.Contains('{', StringComparison.Ordinal))
            throw new FormatException($"Blob path '{path}' must be a container's name, a slash and a pattern of blob names.");
        var regex = new StringBuilder("^");
        var at = 0;
        var captures = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match capture in CapturePattern().Matches(name))
        {
            AppendLiteral(regex, name[at..capture.Index], path);
            if (!captures.Add(capture.Groups[1].Value))
                throw new FormatException($"Blob path '{path}' captures '{capture.Groups[1].Value}' twice.");
            regex.Append("(?<").Append(capture.Groups[1].Value).Append(">.+)");
            at = capture.Index + capture.Length;
        }
        AppendLiteral(regex, name[at..], path);
        var firstCapture = name.IndexOf('{', StringComparison.Ordinal);
        return new(
            container,
            firstCapture < 0 ? name : name[..firstCapture],
            new Regex(regex.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1)));
    }

    /// <summary>The captures of a blob's name by their names, or null when it does not fit.</summary>
    public Dictionary<string, object?>? Match(string blobName)
    {
        var match = _name.Match(blobName);
        if (!match.Success)
            return null;
        var captures = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in _name.GetGroupNames().Where(name => name != "0"))
            captures[name] = match.Groups[name].Value;
        return captures;
    }

    private static void AppendLiteral(StringBuilder regex, string literal, string path)
    {
        if (literal.AsSpan().ContainsAny('{', '}'))
            throw new FormatException($"Blob path '{path}' has a capture that is not of the form {{name}}.");
        regex.Append(Regex.Escape(literal));
    }

    [GeneratedRegex(@"\{([A-Za-z_]\w*)\}")]
    private static partial Regex CapturePattern();
}

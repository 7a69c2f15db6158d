namespace PhotoScore.Core.Reporting;

/// <summary>What strangers wrote, made short enough to be shown.</summary>
internal static class Text
{
    // The addresses of real photo pages have a hundred characters.
    private const int MostLink = 500;

    /// <summary>At most so many UTF-16 units; an ellipsis at the end tells that something is missing.</summary>
    public static string Clip(string text, int most)
    {
        if (text.Length <= most)
            return text;
        // A pair of surrogates is one character.
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }

    /// <summary>The address, if following it from a page does no harm, and it is not absurdly long; null otherwise.</summary>
    public static Uri? Link(string? address) =>
        address is { Length: <= MostLink } && Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri.UserInfo.Length == 0
            ? uri
            : null;
}

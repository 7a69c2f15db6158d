using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite;

/// <summary>What makes a call to an API the same call again: its path and its arguments, whoever asks.</summary>
internal static class CallHash
{
    /// <summary>A number of at least 0.</summary>
    /// <param name="request">The call.</param>
    /// <param name="key">The argument that says who asks.</param>
    public static int Of(HttpRequest request, string key)
    {
        var arguments = request.Query.Where(argument => argument.Key != key).OrderBy(argument => argument.Key, StringComparer.Ordinal);
        var text = $"{request.Path}?{string.Join('&', arguments.Select(argument => $"{argument.Key}={argument.Value}"))}";
        return (int)(new Draw(0, text, 0).Next() & int.MaxValue);
    }

    /// <summary>Scheme, host and port of the site as the caller sees it, without a slash at the end.</summary>
    public static string Site(this HttpRequest request) => $"{request.Scheme}://{request.Host}";
}

namespace PhotoScore.Core.Training;

/// <summary>What is wrong with a request's <c>init</c> before anything is looked up.</summary>
public static class WeightsFaults
{
    /// <summary>The kinds of files that weights are read from.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".safetensors", ".pth", ".pt"];

    private const int MostLicenseCharacters = 200;
    private const int MostNameCharacters = 1024;

    /// <summary>Every fault, by the camelCase path of the member it concerns; empty when there is none.</summary>
    public static IEnumerable<(string Path, string Fault)> Find(WeightsSource? init)
    {
        if (init is null)
            return [];
        return Places(init)
            .Concat(Blob(init.Blob))
            .Concat(Url(init.Url))
            .Concat(Rest(init));
    }

    private static IEnumerable<(string Path, string Fault)> Places(WeightsSource init)
    {
        if (init is { Blob: null, Url: null })
            yield return ("init", "Name the weights: a blob of container sources as 'blob', or an https address as 'url'.");
        if (init is { Blob: not null, Url: not null })
            yield return ("init", "Give either 'blob' or 'url', not both.");
    }

    private static IEnumerable<(string Path, string Fault)> Blob(string? blob)
    {
        if (blob is null)
            yield break;
        if (blob.Length is 0 or > MostNameCharacters || blob.StartsWith('/') || blob.Any(char.IsControl) || blob.Split('/').Any(part => part is "." or ".." or ""))
            yield return ("init.blob", "Must be the name of a blob in container sources, such as weights/resnet18.safetensors.");
        else if (!IsKnown(blob))
            yield return ("init.blob", UnknownKind(blob));
    }

    private static IEnumerable<(string Path, string Fault)> Url(string? url)
    {
        if (url is null)
            yield break;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            yield return ("init.url", "Must be an address that begins with https:// or http://.");
        else if (uri.UserInfo.Length > 0)
            yield return ("init.url", "Must hold no user name or password: the address is written into model.json.");
        else if (!IsKnown(uri.AbsolutePath))
            yield return ("init.url", UnknownKind(uri.AbsolutePath));
    }

    private static IEnumerable<(string Path, string Fault)> Rest(WeightsSource init)
    {
        if (init.Sha256 is { } hash && !(hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower)))
            yield return ("init.sha256", "Must be 64 lowercase hexadecimal digits, as sha256sum prints them.");
        if (init.License is { } license && (license.Trim().Length == 0 || license.Length > MostLicenseCharacters || license.Any(char.IsControl)))
            yield return ("init.license", $"Must be the name or address of a licence on one line, {MostLicenseCharacters} characters at most.");
    }

    private static bool IsKnown(string path) => Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private static string UnknownKind(string path) =>
        $"'{path.Split('/')[^1]}' is no file of weights that can be read: its name must end in {string.Join(", ", Extensions)}.";
}

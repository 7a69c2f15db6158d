using PhotoScore.Local.Azurite;
using Xunit;

namespace PhotoScore.Testing;

/// <summary>The folder of real photos beside the checkout, which most machines do not have.</summary>
public static class SharedData
{
    /// <summary>The path of a file or folder below <c>../shared</c>; skips the calling test where it is absent.</summary>
    public static string Path(params ReadOnlySpan<string> parts)
    {
        var path = System.IO.Path.Combine([System.IO.Path.GetDirectoryName(Repository.Root)!, "shared", .. parts]);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"{string.Join('/', parts)} is not in the folder shared beside this checkout.");
        return path;
    }
}

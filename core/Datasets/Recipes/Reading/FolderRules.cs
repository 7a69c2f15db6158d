namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>What a recipe may say of a user's own photos.</summary>
internal static class FolderRules
{
    // One archive for many photos, packed as one stream: to read a photo in its middle, all before it would have to be unpacked each time.
    private static readonly string[] Streams = [".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar.zst", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar"];

    public static FolderSource Read(Members members, Node node)
    {
        var source = new FolderSource
        {
            Name = members.Get<string?>("name", null, SourceRules.BlobPath),
            Archive = members.Get<string?>("archive", null, Archive),
        };
        if (members.IsObject && source.Name is null == source.Archive is null)
            node.Fault("Give exactly one of name (a folder in container sources) and archive (a .tar or .zip file there).");
        return source;
    }

    private static string Archive(Node node)
    {
        var path = SourceRules.BlobPath(node);
        if (Array.Exists(Streams, end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase)))
            node.Fault("Unpack this once and upload a plain .tar (gunzip gives one), or a .zip: photos are read from their places in the archive, which this format does not allow.");
        else if (path.Length > 0 && !path.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            node.Fault("Name a file that ends in .tar or .zip.");
        return path;
    }
}

using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace PhotoScore.Local.Stack.Demo;

/// <summary>A directory with a sub-folder a class as a source: its photos go to <c>sources/{name}/{class}/…</c>.</summary>
internal static class FolderSource
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp", ".gif"];

    /// <exception cref="StackException">The directory holds no two classes with enough photos.</exception>
    public static async Task<DemoSource> PrepareAsync(
        string folder, BlobServiceClient blobs, Action<int, int> progress, CancellationToken cancellation)
    {
        var classes = ReadClasses(folder);
        var name = NameFrom(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))));
        // The first photo of the first and of the last class stay out, to be judged by a model that has not seen them.
        var held = new[] { classes[0], classes[^1] }.Select(photos => photos.Files[0]).ToArray();
        var files = classes.SelectMany(photos => photos.Files.Select(file => (File: file, Blob: $"{name}/{photos.Class}/{Path.GetFileName(file)}")))
            .Where(photo => !held.Contains(photo.File)).ToArray();
        await UploadAsync(blobs.GetBlobContainerClient("sources"), files, progress, cancellation);

        return new DemoSource(
            name, Recipe(name), null,
            await PhotoAsync(held[0], cancellation), await PhotoAsync(held[1], cancellation));
    }

    /// <summary>A valid name of a dataset and a model; the prefix keeps it off reserved words.</summary>
    internal static string NameFrom(string folder)
    {
        var letters = folder.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-').ToArray();
        var words = new string(letters).Split('-', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join('-', ["demo", .. words]);
        return name[..Math.Min(name.Length, 63)].TrimEnd('-');
    }

    private static List<(string Class, string[] Files)> ReadClasses(string folder)
    {
        if (!Directory.Exists(folder))
            throw new StackException($"{folder} is not a directory.");
        var classes = Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
            .Select(path => (Class: Path.GetFileName(path), Files: Photos(path))).Where(photos => photos.Files.Length >= 2).ToList();
        return classes.Count >= 2
            ? classes
            : throw new StackException($"{folder} must hold at least two sub-folders, one a class, with photos ({string.Join(' ', Extensions)}) in them.");
    }

    private static string[] Photos(string folder) =>
        [.. Directory.GetFiles(folder).Where(file => Extensions.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal)];

    private static async Task UploadAsync(
        BlobContainerClient container, (string File, string Blob)[] files, Action<int, int> progress, CancellationToken cancellation)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        var name = files[0].Blob.Split('/')[0];
        var done = 0;
        var bounded = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellation };
        await Parallel.ForEachAsync(files, bounded, async (file, stop) =>
        {
            await using var photo = File.OpenRead(file.File);
            await container.GetBlobClient(file.Blob).UploadAsync(photo, overwrite: true, stop);
            progress(Interlocked.Increment(ref done), files.Length);
        });
        await DeleteOthersAsync(container, name, [.. files.Select(file => file.Blob)], cancellation);
    }

    // Photos of an earlier run with another directory of this name must not slip in.
    private static async Task DeleteOthersAsync(BlobContainerClient container, string name, HashSet<string> wanted, CancellationToken cancellation)
    {
        var options = new GetBlobsOptions { Prefix = $"{name}/" };
        await foreach (var blob in container.GetBlobsAsync(options, cancellation))
        {
            if (!wanted.Contains(blob.Name))
                await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellation);
        }
    }

    private static JsonObject Recipe(string name) => new()
    {
        ["sources"] = new JsonArray(new JsonObject { ["kind"] = "folder", ["name"] = name }),
        ["labels"] = new JsonObject { ["kind"] = "folder" },
        ["image"] = new JsonObject { ["minWidth"] = 1, ["minHeight"] = 1 },
    };

    private static async Task<DemoPhoto> PhotoAsync(string file, CancellationToken cancellation) =>
        new(Path.GetFileName(file), await File.ReadAllBytesAsync(file, cancellation), $"from {Path.GetFileName(Path.GetDirectoryName(file))}");
}

using System.Runtime.CompilerServices;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Sharding;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;

namespace PhotoScore.Trainer.Shell;

/// <summary>A photo's file.</summary>
/// <param name="Name">Its path, or its key in a dataset.</param>
/// <param name="Label">The index of its class; -1 where that is unknown.</param>
/// <param name="Bytes">As it was stored.</param>
internal sealed record PhotoFile(string Name, int Label, byte[] Bytes);

/// <summary>Photos that come one after the other.</summary>
/// <param name="Count">How many.</param>
/// <param name="Files">All of them.</param>
internal sealed record Photos(int Count, IAsyncEnumerable<PhotoFile> Files)
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp", ".gif"];

    /// <summary>Files, and all photos below folders.</summary>
    public static Photos Of(IEnumerable<string> paths)
    {
        List<string> files = [.. paths.SelectMany(path => Directory.Exists(path) ? Below(path)
            : File.Exists(path) ? [path]
            : throw new ShellException($"There is no file or folder {path}."))];
        return files.Count > 0
            ? new(files.Count, ReadAsync(files.Select(file => (file, -1))))
            : throw new ShellException($"There are no photos there: none of the files ends in {string.Join(", ", Extensions)}.");
    }

    /// <summary>A folder with a sub-folder a class.</summary>
    public static Photos OfClasses(string folder, IReadOnlyList<string> classes)
    {
        if (!Directory.Exists(folder))
            throw new ShellException($"There is no folder {folder}.");
        var missing = classes.Where(name => !Directory.Exists(Path.Combine(folder, name)) || !Below(Path.Combine(folder, name)).Any()).ToList();
        if (missing.Count > 0)
            throw new ShellException($"{folder} has no photos in a sub-folder {string.Join(", nor in ", missing)}; the model's classes are {string.Join(", ", classes)}.");
        List<(string File, int Label)> files = [.. classes.Index().SelectMany(c => Below(Path.Combine(folder, c.Item)).Select(file => (file, c.Index)))];
        return new(files.Count, ReadAsync(files));
    }

    /// <summary>A split of a dataset version in storage.</summary>
    /// <param name="place">Its address, such as <c>https://account.blob.core.windows.net/datasets/faces/v1</c>.</param>
    /// <param name="split">Which photos.</param>
    /// <param name="cancellation">Stops the reading of its manifest.</param>
    public static async Task<(DatasetManifest Dataset, Photos Photos)> OfDatasetAsync(string place, Split split, CancellationToken cancellation)
    {
        if (!StorageAddress.TryParse(place, out var address) || address.Name.Trim('/').Split('/') is not [var name, var number]
            || !DatasetName.TryParse(name, out var dataset) || !VersionId.TryParse(number, out var version))
        {
            throw new ShellException($"'{place}' is no address of a dataset version, such as http://127.0.0.1:10000/devstoreaccount1/datasets/faces/v1.");
        }
        var store = new DatasetStore(address.Container);
        var paths = new DatasetPaths(dataset, version);
        var manifest = await store.ManifestAsync(paths, cancellation)
            ?? throw new ShellException($"Dataset {dataset} {version} is not there, or not complete.");
        ShardInfo[] shards = [.. manifest.Shards.Where(shard => shard.Split == split)];
        return shards.Sum(shard => shard.Photos) is var photos and > 0
            ? (manifest, new(photos, ReadAsync(store, paths, shards, cancellation)))
            : throw new ShellException($"Dataset {dataset} {version} has no photos in its {split.ToString().ToLowerInvariant()} split.");
    }

    private static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);

    private static async IAsyncEnumerable<PhotoFile> ReadAsync(
        IEnumerable<(string File, int Label)> files, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var (file, label) in files)
            yield return new(file, label, await File.ReadAllBytesAsync(file, cancellation));
    }

    private static async IAsyncEnumerable<PhotoFile> ReadAsync(
        DatasetStore store, DatasetPaths paths, ShardInfo[] shards, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var shard in shards)
        {
            await using var stream = await store.OpenShardAsync(paths, shard, cancellation);
            await foreach (var sample in ShardReader.ReadAsync(stream, cancellation))
            {
                using (sample)
                    yield return new(sample.Key, sample.Label, sample.Jpeg.ToArray());
            }
        }
    }
}

using System.Security.Cryptography;
using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Sharding;
using PhotoScore.Core.Datasets.Statistics;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Datasets.Assembling;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Finishing;

/// <summary>Writes the table of photos and the mean pictures, sweeps, and last writes the manifest: from then on the version is complete.</summary>
internal sealed class FinishDataset(PhotoStorage storage, BuildRecipes recipes, BuildSweep sweep, ILogger<FinishDataset> logger)
{
    private const int PictureQuality = 95;
    private readonly DatasetStore _store = new(storage.Datasets);

    /// <summary>Finishes, unless an earlier attempt did; gives the number of photos.</summary>
    [Function(nameof(FinishDataset))]
    public async Task<int> RunAsync([ActivityTrigger] BuildId build, CancellationToken cancellation)
    {
        var manifest = await _store.ManifestAsync(build.Paths, cancellation);
        if (manifest is null)
        {
            manifest = await MakeAsync(build, cancellation);
            await sweep.RemoveOrphansAsync(build, cancellation);
            await _store.CompleteAsync(manifest, cancellation);
        }
        await sweep.RemoveWorkAsync(build, cancellation);

        var photos = manifest.Shards.Sum(shard => shard.Photos);
        Log.DatasetCompleted(logger, build.Dataset, build.Version, photos, manifest.Shards.Count);
        return photos;
    }

    private async Task<DatasetManifest> MakeAsync(BuildId build, CancellationToken cancellation)
    {
        var accepted = await recipes.GetAsync(build, cancellation);
        var assembled = (await storage.Datasets.TryReadJsonAsync<AssembledPlan>(build.Work.Assembled, cancellation))!;
        var packed = new List<PackedShard>();
        for (var shard = 0; shard < assembled.Shards; shard++)
            packed.Add((await storage.Datasets.TryReadJsonAsync<PackedShard>(build.Work.Packed(shard), cancellation))!);
        var statistics = FinishedDataset.Statistics(assembled.Classes.Count, packed);
        await WritePicturesAsync(build, statistics, cancellation);

        return new DatasetManifest
        {
            Dataset = build.Dataset,
            Version = build.Version,
            CreatedAt = accepted.AcceptedAt,
            PhotosSha256 = await WritePhotosAsync(build, packed, cancellation),
            Classes = assembled.Classes,
            Thresholds = assembled.Thresholds,
            Outcomes = assembled.Outcomes,
            Shards = [.. packed.Select(shard => shard.Info)],
            Statistics = statistics.Moments.ToStatistics(),
            Findings = assembled.Findings,
            Recipe = accepted.Recipe,
        };
    }

    private async Task<string> WritePhotosAsync(BuildId build, IReadOnlyList<PackedShard> packed, CancellationToken cancellation)
    {
        await using var plan = await storage.Datasets.GetBlobClient(build.Work.Shards).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellation);
        var rows = FinishedDataset.Rows(await ShardPlanTable.ReadAsync(plan, cancellation), packed);

        await using var file = ScratchFile.Create();
        await PhotosTable.WriteAsync(file, rows, cancellation);
        file.Position = 0;
        await storage.Datasets.TryCreateAsync(build.Paths.Photos, file, metadata: null, cancellation);
        file.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
    }

    private async Task WritePicturesAsync(BuildId build, ShardStatistics statistics, CancellationToken cancellation)
    {
        for (var label = 0; label < statistics.ClassMeans.Count; label++)
        {
            var mean = statistics.ClassMeans[label];
            if (mean.ToPixels() is not { } samples)
                continue;
            using var pixels = Pixels.From(samples, mean.Side, mean.Side);
            var jpeg = new BinaryData(JpegEncoder.Encode(pixels, PictureQuality));
            await storage.Datasets.GetBlobClient(build.Paths.Picture($"mean-{label}.jpg")).UploadAsync(jpeg, overwrite: true, cancellation);
        }
    }
}

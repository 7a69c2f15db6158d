using System.Security.Cryptography;
using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Sharding;
using PhotoScore.Core.Datasets.Statistics;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Datasets.Assembling;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Finishing;

/// <summary>Writes the table of photos, the mean pictures, and a draft of the manifest: all that the report and the manifest say of the packed photos.</summary>
internal sealed class WriteTables(PhotoStorage storage, BuildRecipes recipes)
{
    private const int PictureQuality = 95;

    /// <summary>Writes them, unless an earlier attempt did.</summary>
    [Function(nameof(WriteTables))]
    public async Task RunAsync([ActivityTrigger] BuildId build, CancellationToken cancellation)
    {
        if (await storage.Datasets.GetBlobClient(build.Work.Manifest).ExistsAsync(cancellation))
            return;

        var accepted = await recipes.GetAsync(build, cancellation);
        var assembled = (await storage.Datasets.TryReadJsonAsync<AssembledPlan>(build.Work.Assembled, cancellation))!;
        var packed = new List<PackedShard>();
        for (var shard = 0; shard < assembled.Shards; shard++)
            packed.Add((await storage.Datasets.TryReadJsonAsync<PackedShard>(build.Work.Packed(shard), cancellation))!);
        var statistics = FinishedDataset.Statistics(assembled.Classes.Count, packed);
        await WritePicturesAsync(build, statistics, cancellation);

        await storage.Datasets.TryCreateJsonAsync(build.Work.Manifest, new DatasetManifest
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
        }, cancellation);
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
            await storage.Datasets.GetBlobClient(build.Paths.MeanPicture(label)).UploadAsync(jpeg, overwrite: true, cancellation);
        }
    }
}

using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Sharding;
using PhotoScore.Core.Datasets.Statistics;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Datasets.Assembling;
using PhotoScore.Functions.Datasets.Orchestration;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Packing;

/// <summary>Writes one shard. Its bytes are decided by the plan, so an attempt that is repeated writes the same ones.</summary>
internal sealed class PackShard(PhotoStorage storage)
{
    /// <summary>Photos of a shard that make the mean picture of their class.</summary>
    private const int PicturesPerClass = 100;

    /// <summary>Packs a shard, unless an earlier attempt did.</summary>
    [Function(nameof(PackShard))]
    public async Task RunAsync([ActivityTrigger] ShardToPack input, CancellationToken cancellation)
    {
        var (build, work) = (input.Build, input.Build.Work);
        if (await storage.Datasets.GetBlobClient(work.Packed(input.Shard)).ExistsAsync(cancellation))
            return;

        var assembled = (await storage.Datasets.TryReadJsonAsync<AssembledPlan>(work.Assembled, cancellation))!;
        var shard = await ReadPlanAsync(work.Shards, input.Shard, cancellation);
        await using var jpegs = new JpegSpill();
        await StoredJpegs.ReadAsync(storage.Datasets, shard.Photos, jpegs, cancellation);

        await using var file = ScratchFile.Create();
        await using var writer = new ShardWriter(file, shard, assembled.Classes);
        for (var i = 0; i < shard.Photos.Count; i++)
            await writer.AddAsync(shard.Photos[i], jpegs.Read(i), cancellation);
        var (info, entries) = await writer.CompleteAsync(cancellation);
        file.Position = 0;
        await storage.Datasets.GetBlobClient(build.Paths.Shard(shard.Name)).UploadAsync(file, overwrite: true, cancellation);

        var statistics = shard.Split == Split.Train ? Measure(shard, jpegs, assembled.Classes.Count, cancellation) : null;
        await storage.Datasets.TryCreateJsonAsync(work.Packed(input.Shard), new PackedShard(info, entries, statistics), cancellation);
    }

    private async Task<PlannedShard> ReadPlanAsync(string name, int shard, CancellationToken cancellation)
    {
        await using var plan = await storage.Datasets.GetBlobClient(name).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellation);
        return await ShardPlanTable.ReadShardAsync(plan, shard, cancellation);
    }

    private static ShardStatistics Measure(PlannedShard shard, JpegSpill jpegs, int classes, CancellationToken cancellation)
    {
        var statistics = new ShardStatisticsBuilder(classes);
        var pictures = new int[classes];
        for (var i = 0; i < shard.Photos.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var photo = shard.Photos[i];
            statistics.Add(photo.Facts.Moments);
            // A shard's order is random, so its first photos are a fair sample; decoding them all would cost a fifth of the whole build.
            if (pictures[photo.Label]++ >= PicturesPerClass)
                continue;
            using var picture = ImageDecoder.Decode(jpegs.Read(i));
            statistics.AddPicture(picture.Pixels, photo.Label);
        }
        return statistics.Build();
    }
}

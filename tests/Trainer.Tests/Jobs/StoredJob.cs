using System.Text.Json;
using Azure.Storage.Blobs;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Sharding;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Testing;
using PhotoScore.Trainer.Publishing;

namespace PhotoScore.Trainer.Tests.Jobs;

/// <summary>A small dataset and a job to learn from it, in containers of their own.</summary>
internal sealed class StoredJob
{
    private readonly string _prefix;

    private StoredJob(AzuriteFixture azurite)
    {
        _prefix = azurite.NewPrefix();
        Datasets = azurite.Blobs.GetBlobContainerClient(_prefix + "datasets");
        Models = azurite.Blobs.GetBlobContainerClient(_prefix + "models");
    }

    public BlobContainerClient Datasets { get; }

    public BlobContainerClient Models { get; }

    public TrainingJob Job { get; private set; } = null!;

    public ModelPaths Paths { get; } = new(ModelName.Parse("stripes"), VersionId.First);

    public Uri Uri => Models.GetBlobClient(Paths.Job).Uri;

    public static async Task<StoredJob> CreateAsync(AzuriteFixture azurite, int epochs, int photos = 120, string? loss = null, double learningRate = 1e-3, string[]? classes = null,
        Func<TrainingRequest, TrainingRequest>? change = null, Func<AssembledPhoto, Random, (AssembledPhoto Photo, byte[] Jpeg)>? picture = null)
    {
        var stored = new StoredJob(azurite);
        await stored.Datasets.CreateAsync();
        await stored.Models.CreateAsync();
        await stored.StoreDatasetAsync(DatasetName.Parse("stripes"), photos, classes ?? ["dark", "bright"], picture ?? ((photo, random) => (photo, Some.Jpeg(photo.Label, random))));
        stored.Job = new TrainingJob
        {
            Model = stored.Paths.Model,
            Version = stored.Paths.Version,
            DatasetVersion = VersionId.First,
            Request = (change ?? (request => request))(new TrainingRequest
            {
                Dataset = DatasetName.Parse("stripes"),
                Architecture = "basic-cnn-augmented",
                LearningRate = learningRate,
                BatchSize = 16,
                Epochs = epochs,
                Loss = loss,
            }),
            DatasetsContainer = stored.Datasets.Name,
            ModelsContainer = stored.Models.Name,
            EventsQueue = null,
        };
        await stored.StoreAsync(stored.Job);
        return stored;
    }

    /// <summary>Stores a job, another one on the same data for example, and gives its address.</summary>
    public async Task<Uri> StoreAsync(TrainingJob job)
    {
        var blob = Models.GetBlobClient(job.Paths().Job);
        await blob.UploadAsync(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(job, StoredJson.Compact)), overwrite: true);
        return blob.Uri;
    }

    public async Task<T> JsonAsync<T>(string name) => (await ReadAsync(name)).ToObjectFromJson<T>(StoredJson.Compact)!;

    public async Task<ModelManifest> ManifestAsync() => (await ReadAsync(Paths.Manifest)).ToObjectFromJson<ModelManifest>(StoredJson.Compact)!;

    public async Task<TrainingStatus> StatusAsync() => (await ReadAsync(Paths.Status)).ToObjectFromJson<TrainingStatus>(StoredJson.Compact)!;

    public async Task<BinaryData> ReadAsync(string name) => (await Models.GetBlobClient(name).DownloadContentAsync()).Value.Content;

    /// <summary>Tells large files apart at once where a comparison of their bytes would print them.</summary>
    public async Task<string> Sha256Async(string name) => ModelPublisher.Sha256((await ReadAsync(name)).ToArray());

    private async Task StoreDatasetAsync(
        DatasetName dataset, int count, string[] classes, Func<AssembledPhoto, Random, (AssembledPhoto Photo, byte[] Jpeg)> picture)
    {
        var random = new Random(1);
        var photos = Enumerable.Range(0, count).Select(i => picture(Photo(i, count, classes.Length), random)).ToDictionary(p => p.Photo.Key);
        var paths = new DatasetPaths(dataset, VersionId.First);
        var shards = new List<ShardInfo>();
        var rows = new List<PhotoRow>();
        foreach (var shard in ShardPlan.Make([.. photos.Values.Select(p => p.Photo)], seed: 1, new ShardLimits { MaxPhotos = 50 }))
        {
            using var tar = new MemoryStream();
            await using var writer = new ShardWriter(tar, shard, classes);
            foreach (var photo in shard.Photos)
                await writer.AddAsync(photo, photos[photo.Key].Jpeg);
            var (info, entries) = await writer.CompleteAsync();
            shards.Add(info);
            rows.AddRange(entries.Select(entry => new PhotoRow(photos[entry.Key].Photo, shard.Name, entry.Offset, entry.Length)));
            await Datasets.UploadBlobAsync($"{paths.Prefix}shards/{shard.Name}", new BinaryData(tar.ToArray()));
        }

        using var table = new MemoryStream();
        await PhotosTable.WriteAsync(table, [.. rows.OrderBy(row => row.Photo.Key, StringComparer.Ordinal)]);
        await Datasets.UploadBlobAsync(paths.Photos, new BinaryData(table.ToArray()));

        Assert.True(await new DatasetStore(Datasets).CompleteAsync(new DatasetManifest
        {
            Dataset = dataset,
            Version = VersionId.First,
            CreatedAt = DateTimeOffset.UnixEpoch,
            PhotosSha256 = new string('a', 64),
            Classes = classes,
            Outcomes = new Dictionary<string, int> { ["kept"] = count },
            Shards = shards,
            Statistics = new PixelStatistics([0.5, 0.5, 0.5], [0.2, 0.2, 0.2]),
            Recipe = new Recipe { Sources = [new FolderSource { Name = "stripes" }], Labels = new FolderLabels() },
        }));
    }

    private static AssembledPhoto Photo(int i, int count, int classes) => new(
        new Candidate { Key = $"00-{i:D6}", Source = 0, Id = $"{i}", Url = $"blob:sources/stripes/{i}.jpg" },
        new PhotoFacts { Sha256 = $"{i:x64}", Bytes = 1, Format = "jpeg", DHash = (ulong)i * 0x9E3779B97F4A7C15, PHash = 0, Moments = default, Width = 56, Height = 56, Offset = 0, Length = 1 },
        Tar: "", Score: null, Label: i % classes,
        Split: i < count * 6 / 10 ? Split.Train : i < count * 8 / 10 ? Split.Validation : Split.Test,
        Cluster: $"00-{i:D6}");
}

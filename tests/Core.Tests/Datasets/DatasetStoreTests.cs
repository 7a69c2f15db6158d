using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Sharding;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Testing;

namespace PhotoScore.Core.Tests.Datasets;

public sealed class DatasetStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DatasetName Smiles = DatasetName.Parse("smiles");
    private static readonly Recipe Recipe = new() { Sources = [new FolderSource { Name = "smiles" }], Labels = new FolderLabels() };

    private readonly BlobContainerClient _container = azurite.Blobs.GetBlobContainerClient(azurite.NewPrefix() + Containers.Datasets);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DatasetStore Store => new(_container);

    public async ValueTask InitializeAsync() => await _container.CreateIfNotExistsAsync();

    public async ValueTask DisposeAsync() => await _container.DeleteIfExistsAsync();

    [Fact]
    public async Task AllocateAsync_many_at_once_each_get_a_version_of_their_own()
    {
        var versions = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Store.AllocateAsync(Smiles, Recipe, origin: null, Cancellation)));

        Assert.Equal(Enumerable.Range(1, 12).Select(number => new VersionId(number)), versions.Order());
        Assert.Equal(Enumerable.Range(1, 12), (await Store.VersionsAsync(Smiles, Cancellation)).Select(state => state.Version.Number));
    }

    [Fact]
    public async Task AllocateAsync_many_at_once_with_one_key_get_one_version_and_other_content_is_refused()
    {
        var origin = RequestOrigin.OfKey("a key", "content");

        var versions = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Store.AllocateAsync(Smiles, Recipe, i % 3 == 0 ? null : origin, Cancellation)));
        var refused = () => Store.AllocateAsync(Smiles, Recipe, RequestOrigin.OfKey("a key", "other content"), Cancellation);

        Assert.Single(versions.Where((_, i) => i % 3 != 0).Distinct());
        Assert.Equal(5, versions.Distinct().Count());
        await Assert.ThrowsAsync<OriginReusedException>(refused);
    }

    [Fact]
    public async Task RecipeAsync_is_what_was_allocated()
    {
        var version = await Store.AllocateAsync(Smiles, Recipe, origin: null, Cancellation);

        var accepted = await Store.RecipeAsync(new DatasetPaths(Smiles, version), Cancellation);

        Assert.Equal("smiles", Assert.IsType<FolderSource>(Assert.Single(accepted!.Recipe.Sources)).Name);
        Assert.Equal(TimeSpan.Zero, accepted.AcceptedAt.Offset);
        Assert.Null(await Store.RecipeAsync(new DatasetPaths(Smiles, version.Next), Cancellation));
    }

    [Fact]
    public async Task CompleteAsync_second_time_changes_nothing()
    {
        var version = await Store.AllocateAsync(Smiles, Recipe, origin: null, Cancellation);
        var manifest = Manifest(version, []);

        var first = await Store.CompleteAsync(manifest, Cancellation);
        var second = await Store.CompleteAsync(manifest with { PhotosSha256 = "other" }, Cancellation);

        Assert.Equal((true, false), (first, second));
        Assert.Equal(manifest.PhotosSha256, (await Store.ManifestAsync(new DatasetPaths(Smiles, version), Cancellation))!.PhotosSha256);
    }

    [Fact]
    public async Task VersionsAsync_tells_complete_versions_from_those_that_are_being_built()
    {
        Assert.Empty(await Store.VersionsAsync(Smiles, Cancellation));
        for (var i = 0; i < 11; i++)
            await Store.AllocateAsync(Smiles, Recipe, origin: null, Cancellation);
        await Store.CompleteAsync(Manifest(new VersionId(2), []), Cancellation);
        await Store.CompleteAsync(Manifest(new VersionId(10), []), Cancellation);

        var versions = await Store.VersionsAsync(Smiles, Cancellation);

        Assert.Equal(Enumerable.Range(1, 11).Select(number => new DatasetVersionState(new VersionId(number), number is 2 or 10)), versions);
        Assert.Null(await Store.ManifestAsync(new DatasetPaths(Smiles, new VersionId(11)), Cancellation));
    }

    [Fact]
    public async Task NamesAsync_lists_in_order_and_pages()
    {
        foreach (var name in (string[])["zebras", "cats", "dogs-2"])
            await Store.AllocateAsync(DatasetName.Parse(name), Recipe, origin: null, Cancellation);

        var all = await Store.NamesAsync(cancellation: Cancellation).ToListAsync(Cancellation);
        var rest = await Store.NamesAsync(DatasetName.Parse("cats"), Cancellation).ToListAsync(Cancellation);

        Assert.Equal(["cats", "dogs-2", "zebras"], all.Select(name => name.Value));
        Assert.Equal(["dogs-2", "zebras"], rest.Select(name => name.Value));
    }

    [Fact]
    public async Task JpegAsync_and_OpenShardAsync_and_PhotosAsync_agree_on_every_photo()
    {
        var paths = new DatasetPaths(Smiles, VersionId.First);
        var shard = Assert.Single(ShardPlan.Make([.. Enumerable.Range(0, 9).Select(i => Some.Photo(Some.Id(i), label: i % 2))], seed: 1));
        var info = await WriteAsync(paths, shard);

        var byRange = new List<(string, string)>();
        await foreach (var row in Store.PhotosAsync(paths, Cancellation))
            byRange.Add((row.Photo.Key, Encoding.UTF8.GetString(await Store.JpegAsync(paths.Shard(row.Shard), row.Offset, row.Length, Cancellation))));

        var byStream = new List<(string, string)>();
        await using var stream = await Store.OpenShardAsync(paths, info, Cancellation);
        await foreach (var sample in ShardReader.ReadAsync(stream, Cancellation))
        {
            using (sample)
                byStream.Add((sample.Key, Encoding.UTF8.GetString(sample.Jpeg.Span)));
        }

        Assert.Equal(shard.Photos.Select(photo => (photo.Key, $"jpeg of {photo.Key}")), byStream);
        Assert.Equal(byStream.OrderBy(pair => pair.Item1, StringComparer.Ordinal), byRange);
    }

    [Fact]
    public async Task JpegAsync_beyond_the_end_is_refused()
    {
        await _container.GetBlobClient("short.tar").UploadAsync(BinaryData.FromString("short"), Cancellation);

        await Assert.ThrowsAsync<InvalidDataException>(() => Store.JpegAsync("short.tar", 2, 100, Cancellation));
    }

    private async Task<ShardInfo> WriteAsync(DatasetPaths paths, PlannedShard shard)
    {
        await using var blob = await _container.GetBlobClient(paths.Shard(shard.Name)).OpenWriteAsync(overwrite: true, cancellationToken: Cancellation);
        await using var writer = new ShardWriter(blob, shard, ["bad", "good"]);
        foreach (var photo in shard.Photos)
            await writer.AddAsync(photo, Encoding.UTF8.GetBytes($"jpeg of {photo.Key}"), Cancellation);
        var (info, entries) = await writer.CompleteAsync(Cancellation);

        await using var table = await _container.GetBlobClient(paths.Photos).OpenWriteAsync(overwrite: true, cancellationToken: Cancellation);
        await PhotosTable.WriteAsync(table, [.. shard.Photos.Zip(entries, (photo, entry) => new PhotoRow(photo, shard.Name, entry.Offset, entry.Length))], Cancellation);
        return info;
    }

    private static DatasetManifest Manifest(VersionId version, IReadOnlyList<ShardInfo> shards) => new()
    {
        Dataset = Smiles,
        Version = version,
        CreatedAt = DateTimeOffset.UnixEpoch,
        PhotosSha256 = Convert.ToHexStringLower(SHA256.HashData([])),
        Classes = ["bad", "good"],
        Outcomes = new Dictionary<string, int> { [Outcomes.Kept] = 2 },
        Shards = shards,
        Statistics = new PixelStatistics([0, 0, 0], [1, 1, 1]),
        Recipe = Recipe,
    };
}

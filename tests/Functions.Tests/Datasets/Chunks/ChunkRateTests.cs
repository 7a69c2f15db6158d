using CsCheck;
using Microsoft.Extensions.Time.Testing;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Datasets.Chunks;
using PhotoScore.Functions.Datasets.Orchestration;
using PhotoScore.Functions.Storage;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Chunks;

public sealed class ChunkRateTests(AzuriteFixture azurite)
{
    private static readonly BuildId Build = new(DatasetName.Parse("rated"), VersionId.First);
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(50, 8, 200, 6.25)]
    [InlineData(50, 8, 2, 25)]
    [InlineData(50, 8, 1, 50)]
    [InlineData(50, 8, 0, 50)]
    public void Share_is_of_the_chunks_that_can_be_in_flight(double perSecond, int atOnce, int unfinished, double share) =>
        Assert.Equal(share, ChunkRate.Share(perSecond, atOnce, unfinished));

    // Each chunk in flight looked at another moment, when as many or more were unfinished.
    [Fact]
    public void Share_of_all_in_flight_is_never_more_than_the_build_has() =>
        Gen.Select(Gen.Double[0.01, 10_000], Gen.Int[1, 32], Gen.Int[1, 200], Gen.Int[0, 200].Array[32]).Sample((perSecond, atOnce, unfinished, earlier) =>
        {
            var shares = Enumerable.Range(0, Math.Min(atOnce, unfinished)).Select(i => ChunkRate.Share(perSecond, atOnce, unfinished + earlier[i]));

            Assert.InRange(shares.Sum(), 0, perSecond * (1 + 1e-9));
        });

    [Fact]
    public async Task StartAsync_counts_what_its_run_has_not_committed()
    {
        var storage = await Tests.Some.StorageAsync(azurite);
        // Of this run three of five are left; what other runs and attempts left behind does not count.
        await CommitAsync(storage, 9, 10, 12, 15);
        await storage.Datasets.UploadBlobAsync(Build.Paths.ChunkTar(11, "ab"), BinaryData.Empty, Cancellation);

        await using var rate = await ChunkRate.StartAsync(storage.Datasets, new ChunkRun(Build, First: 10, Count: 5, AtOnce: 4), 12, _time, Cancellation);

        Assert.Equal(4, rate.Hosts.PerSecond);
    }

    [Fact]
    public async Task Hosts_grow_faster_when_other_chunks_are_committed()
    {
        var storage = await Tests.Some.StorageAsync(azurite);
        await using var rate = await ChunkRate.StartAsync(storage.Datasets, new ChunkRun(Build, First: 0, Count: 3, AtOnce: 8), 12, _time, Cancellation);
        Assert.Equal(4, rate.Hosts.PerSecond);

        await CommitAsync(storage, 0, 2);
        _time.Advance(TimeSpan.FromSeconds(5));

        await Until.TrueAsync(() => Task.FromResult(rate.Hosts.PerSecond == 12));
    }

    private static async Task CommitAsync(PhotoStorage storage, params int[] chunks)
    {
        foreach (var chunk in chunks)
            await storage.Datasets.UploadBlobAsync(Build.Paths.Chunk(chunk), BinaryData.Empty, Cancellation);
    }
}

using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using PhotoScore.Trainer.Weights;

namespace PhotoScore.Trainer.Tests.Weights;

public sealed class WeightsCacheTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weights");
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task FindAsync_finds_what_was_added_by_its_hash()
    {
        var cache = Cache(1000);
        var hash = await AddAsync(cache, 1, 100);

        await using var found = await cache.FindAsync(hash, Cancellation);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content(1, 100))), hash);
        Assert.Equal(100, found!.Length);
        Assert.Null(await cache.FindAsync(new string('0', 64), Cancellation));
    }

    [Fact]
    public async Task FindAsync_file_that_was_changed_on_disk_is_not_found()
    {
        var cache = Cache(1000);
        var hash = await AddAsync(cache, 1, 100);
        await File.WriteAllBytesAsync(_folder.GetFiles().Single().FullName, Content(2, 100), Cancellation);

        Assert.Null(await cache.FindAsync(hash, Cancellation));
    }

    [Fact]
    public async Task AddAsync_refused_file_leaves_nothing()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => Cache(1000).AddAsync(
            file => file.WriteAsync(Content(1, 10), Cancellation).AsTask(), _ => throw new InvalidDataException(), Cancellation));

        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task AddAsync_over_the_limit_removes_what_was_used_longest_ago()
    {
        var cache = Cache(250);
        var first = await AddAsync(cache, 1, 100);
        var second = await AddAsync(cache, 2, 100);
        _time.Advance(TimeSpan.FromMinutes(1));
        (await cache.FindAsync(first, Cancellation))!.Dispose();

        var third = await AddAsync(cache, 3, 100);
        var large = await AddAsync(Cache(50), 4, 100);

        Assert.Equal([large + ".weights"], _folder.GetFiles().Select(file => file.Name));
        Assert.Null(await cache.FindAsync(second, Cancellation));
        Assert.NotEqual(first, third);
    }

    [Fact]
    public async Task AddAsync_keeps_the_one_that_was_used_last()
    {
        var cache = Cache(250);
        var first = await AddAsync(cache, 1, 100);
        var second = await AddAsync(cache, 2, 100);
        _time.Advance(TimeSpan.FromMinutes(1));
        (await cache.FindAsync(first, Cancellation))!.Dispose();

        await AddAsync(cache, 3, 100);

        (await cache.FindAsync(first, Cancellation))!.Dispose();
        Assert.Null(await cache.FindAsync(second, Cancellation));
    }

    private WeightsCache Cache(long bytes) => new(_folder.FullName, bytes, _time);

    private async Task<string> AddAsync(WeightsCache cache, int seed, int length)
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        var (file, hash) = await cache.AddAsync(target => target.WriteAsync(Content(seed, length), Cancellation).AsTask(), _ => { }, Cancellation);
        await file.DisposeAsync();
        return hash;
    }

    private static byte[] Content(int seed, int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * seed))];
}

using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Sharding;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Deduplication;

namespace PhotoScore.Core.Tests.Datasets.Tables;

public sealed class TableTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("token 2 \u00e9")]
    [InlineData(null)]
    public async Task CandidatePages_round_trip_keeps_order_metrics_and_token(string? token)
    {
        Candidate[] candidates =
        [
            Some.Candidate("b", "cat", "ann", ("views", 12.5), ("likes", double.MaxValue)),
            Some.Candidate("a", null, null, ("views", 0)),
            Some.Candidate("\u00fc", "", "bob") with { Page = "https://photos.example/x", Title = "Dusk", License = "CC BY 2.0" },
        ];
        LedgerEntry[] skipped = [new(Some.Candidate("gone", metrics: ("views", 3)), Outcomes.NotFound, "The page is gone.", null)];

        var page = await RoundTripAsync(stream => CandidatePages.WriteAsync(stream, new CandidatePage(candidates, token) { Skipped = skipped }, Cancellation), CandidatePages.ReadAsync);

        Assert.Equal(token, page.NextPage);
        Assert.Equal(candidates.Select(Fields), page.Candidates.Select(Fields));
        Assert.Equal(skipped.Select(entry => (Fields(entry.Candidate), entry.Outcome, entry.Detail)), page.Skipped.Select(entry => (Fields(entry.Candidate), entry.Outcome, entry.Detail)));
    }

    [Fact]
    public async Task CandidatePages_round_trip_of_an_empty_page_keeps_the_token()
    {
        var page = await RoundTripAsync(stream => CandidatePages.WriteAsync(stream, new CandidatePage([], "next"), Cancellation), CandidatePages.ReadAsync);

        Assert.Equal("next", page.NextPage);
        Assert.Empty(page.Candidates);
    }

    [Fact]
    public async Task ChunkLedgers_round_trip_sorts_by_key_and_keeps_facts()
    {
        LedgerEntry[] entries =
        [
            Some.Kept(Some.Candidate("a", "cat"), Some.Facts("a", dhash: ulong.MaxValue)),
            new(Some.Candidate("b"), "truncated", "ended after 12 bytes", null),
            Some.Kept(Some.Candidate("c"), Some.Facts("c", dhash: 1, offset: 5_000_000_000)),
            Some.Kept(Some.Candidate("d"), Some.Facts("d") with { Mirror = new MirrorHashes(1, ulong.MaxValue), Pdq = new PdqHashes(new(1, 2, 3, 4), new(ulong.MaxValue, 0, 7, 1), 99) }),
        ];

        var chunk = await RoundTripAsync(stream => ChunkLedgers.WriteAsync(stream, new ChunkLedger("d/v1/chunks/0.tar", entries), Cancellation), ChunkLedgers.ReadAsync);

        Assert.Equal("d/v1/chunks/0.tar", chunk.Tar);
        Assert.Equal(
            entries.OrderBy(entry => entry.Candidate.Key, StringComparer.Ordinal).Select(entry => (entry.Candidate.Id, entry.Outcome, entry.Detail, entry.Photo)),
            chunk.Entries.Select(entry => (entry.Candidate.Id, entry.Outcome, entry.Detail, entry.Photo)));
    }

    [Fact]
    public async Task PhotosTable_round_trip_keeps_every_column()
    {
        PhotoRow[] rows = [.. Enumerable.Range(0, 10).Select(i =>
            new PhotoRow(Some.Photo(Some.Id(i), (Split)(i % 3), i % 2, i % 4 == 0 ? null : i / 3.0), "train-00000.tar", 512 * i, 100 + i))];

        var read = await RoundTripAsync(
            stream => PhotosTable.WriteAsync(stream, rows, Cancellation),
            (stream, cancellation) => PhotosTable.ReadAsync(stream, cancellation).ToListAsync(cancellation).AsTask());

        Assert.Equal(rows.OrderBy(row => row.Photo.Key, StringComparer.Ordinal).Select(Fields), read.Select(Fields));
    }

    [Fact]
    public async Task PhotosTable_same_rows_in_any_order_give_the_same_bytes()
    {
        PhotoRow[] rows = [.. Enumerable.Range(0, 500).Select(i =>
            new PhotoRow(Some.Photo(Some.Id(i), (Split)(i % 3), i % 2, i / 7.0), "train-00000.tar", 512 * i, 100 + i))];

        var first = await BytesAsync(stream => PhotosTable.WriteAsync(stream, rows, Cancellation));
        var second = await BytesAsync(stream => PhotosTable.WriteAsync(stream, Some.Shuffled(rows, 1), Cancellation));

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task LedgerTable_key_twice_is_refused()
    {
        var entry = Some.Kept(Some.Candidate("a"));

        var e = await Assert.ThrowsAsync<InvalidDataException>(() => LedgerTable.WriteAsync(new MemoryStream(), [entry, entry], Cancellation));

        Assert.Contains(entry.Candidate.Key, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LedgerTable_more_rows_than_a_group_are_read_back_in_order()
    {
        LedgerEntry[] entries = [.. Enumerable.Range(0, TableFile.RowsPerGroup + 10).Select(i => new LedgerEntry(Some.Candidate(Some.Id(i)), "timeout", null, null))];

        var read = await RoundTripAsync(
            stream => LedgerTable.WriteAsync(stream, entries, Cancellation),
            (stream, cancellation) => LedgerTable.ReadAsync(stream, cancellation).ToListAsync(cancellation).AsTask());

        Assert.Equal(entries.Select(entry => entry.Candidate.Key).Order(StringComparer.Ordinal), read.Select(entry => entry.Candidate.Key));
    }

    [Fact]
    public async Task ShardPlanTable_one_shard_is_read_alone()
    {
        AssembledPhoto[] photos = [.. Enumerable.Range(0, 20).Select(i => Some.Photo(Some.Id(i), i < 14 ? Split.Train : Split.Test, i % 2, null, $"{i % 3}.tar"))];
        var plan = ShardPlan.Make(photos, seed: 1, new ShardLimits { MaxPhotos = 5 });

        using var stream = new MemoryStream(await BytesAsync(output => ShardPlanTable.WriteAsync(output, plan, Cancellation)));
        var shard = await ShardPlanTable.ReadShardAsync(stream, 3, Cancellation);
        var all = await ShardPlanTable.ReadAsync(stream, Cancellation);

        Assert.Equal(plan[3].Name, shard.Name);
        Assert.Equal(plan[3].Photos.Select(Fields), shard.Photos.Select(Fields));
        Assert.Equal(plan.Select(planned => (planned.Name, planned.Photos.Count)), all.Select(planned => (planned.Name, planned.Photos.Count)));
    }

    private static object Fields(Candidate candidate) =>
        (candidate.Key, candidate.Id, candidate.Url, candidate.Source, candidate.Author, (candidate.Page, candidate.Title, candidate.License), candidate.GivenLabel, Metrics(candidate));

    private static object Fields(AssembledPhoto photo) =>
        (photo.Key, Metrics(photo.Candidate), photo.Facts, photo.Tar, photo.Score, photo.Label, photo.Split, photo.Cluster);

    private static object Fields(PhotoRow row) => (
        row.Photo.Key, Metrics(row.Photo.Candidate), row.Photo.Facts with { Moments = default, Offset = 0, Length = 0 }, row.Photo.Score, row.Photo.Label, row.Photo.Split,
        row.Photo.Cluster, row.Shard, row.Offset, row.Length);

    private static string Metrics(Candidate candidate) =>
        string.Join(';', candidate.Metrics.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value:R}"));

    private static async Task<T> RoundTripAsync<T>(Func<Stream, Task> write, Func<Stream, CancellationToken, Task<T>> read)
    {
        using var stream = new MemoryStream(await BytesAsync(write));
        return await read(stream, Cancellation);
    }

    private static async Task<byte[]> BytesAsync(Func<Stream, Task> write)
    {
        using var stream = new MemoryStream();
        await write(stream);
        return stream.ToArray();
    }
}

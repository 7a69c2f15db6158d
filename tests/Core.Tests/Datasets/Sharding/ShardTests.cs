using System.Diagnostics;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Sharding;

namespace PhotoScore.Core.Tests.Datasets.Sharding;

public sealed class ShardTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Make_every_photo_is_in_one_shard_of_its_split_within_the_limits() =>
        Gen.Select(Gen.Select(Gen.Int[0, 2], Gen.Int[1, 60]).Array[0, 100], Gen.Int[1, 12], Gen.Int[1, 200]).Sample((rows, maxPhotos, maxBytes) =>
        {
            AssembledPhoto[] photos = [.. rows.Select((row, i) => Some.Photo(Some.Id(i), (Split)row.Item1, length: row.Item2))];

            var plan = ShardPlan.Make(photos, 1, new ShardLimits { MaxPhotos = maxPhotos, MaxBytes = maxBytes });

            return plan.SelectMany(shard => shard.Photos).Select(photo => photo.Key).Order(StringComparer.Ordinal)
                    .SequenceEqual(photos.Select(photo => photo.Key).Order(StringComparer.Ordinal))
                && plan.All(shard => shard.Photos.All(photo => photo.Split == shard.Split))
                && plan.All(shard => shard.Photos.Count <= maxPhotos && (shard.Photos.Count == 1 || shard.Photos.Sum(photo => photo.Facts.Length) <= maxBytes))
                && plan.Select(shard => shard.Name).Distinct().Count() == plan.Count;
        });

    [Fact]
    public void Make_order_of_photos_decides_nothing()
    {
        AssembledPhoto[] photos = [.. Enumerable.Range(0, 50).Select(i => Some.Photo(Some.Id(i), (Split)(i % 3)))];

        var one = ShardPlan.Make(photos, 1);
        var other = ShardPlan.Make(Some.Shuffled(photos, 4), 1);

        Assert.Equal(["train-00000.tar", "validation-00000.tar", "test-00000.tar"], one.Select(shard => shard.Name));
        Assert.Equal(one.SelectMany(shard => shard.Photos), other.SelectMany(shard => shard.Photos));
    }

    [Fact]
    public async Task CompleteAsync_describes_the_bytes()
    {
        var (shard, bytes, info, entries) = await WriteAsync(3);

        Assert.Equal((bytes.LongLength, Convert.ToHexStringLower(SHA256.HashData(bytes))), (info.Bytes, info.Sha256));
        Assert.Equal((3, Split.Train), (info.Photos, info.Split));
        Assert.Equal([2, 1], info.ClassCounts);
        Assert.Equal(shard.Photos.Select(Jpeg), entries.Select(entry => bytes.AsSpan((int)entry.Offset, (int)entry.Length).ToArray()));
    }

    [Fact]
    public async Task AddAsync_same_photos_give_the_same_bytes() => Assert.Equal((await WriteAsync(5)).Bytes, (await WriteAsync(5)).Bytes);

    [Fact]
    public async Task AddAsync_header_carries_no_clock_owner_or_host()
    {
        var header = (await WriteAsync(1)).Bytes.AsSpan(0, 512);

        Assert.Equal("ustar\0" + "00", Encoding.ASCII.GetString(header[257..265]));
        Assert.Equal((0, 0, 0), (Octal(header[108..116]), Octal(header[116..124]), Octal(header[136..148])));
        Assert.Equal(Convert.ToInt32("644", 8), Octal(header[100..108]));
        Assert.Equal(new byte[64], header[265..329].ToArray());
    }

    [Fact]
    public async Task AddAsync_files_are_what_tar_lists()
    {
        var (shard, bytes, _, _) = await WriteAsync(2);
        var key = shard.Photos[0].Key;

        var names = (await TarAsync(bytes, "-tf", "-")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(shard.Photos.SelectMany(photo => (string[])[$"{photo.Key}.jpg", $"{photo.Key}.cls", $"{photo.Key}.json"]), names);
        Assert.Equal("0", await TarAsync(bytes, "-xOf", "-", $"{key}.cls"));
        using var notes = JsonDocument.Parse(await TarAsync(bytes, "-xOf", "-", $"{key}.json"));
        Assert.Equal(shard.Photos[0].Candidate.Url, notes.RootElement.GetProperty("url").GetString());
        Assert.Equal("bad", notes.RootElement.GetProperty("class").GetString());
    }

    [Fact]
    public async Task AddAsync_photo_out_of_turn_is_refused()
    {
        var shard = Shard(2);
        await using var writer = new ShardWriter(new MemoryStream(), shard, ["bad", "good"]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.AddAsync(shard.Photos[1], Jpeg(shard.Photos[1]), Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.CompleteAsync(Cancellation));
    }

    [Fact]
    public async Task ReadAsync_gives_what_was_written()
    {
        var (shard, bytes, _, _) = await WriteAsync(7);

        var read = new List<(string, int, string)>();
        await foreach (var sample in ShardReader.ReadAsync(new OneByteStream(bytes), Cancellation))
        {
            using (sample)
                read.Add((sample.Key, sample.Label, Convert.ToHexString(sample.Jpeg.Span)));
        }

        Assert.Equal(shard.Photos.Select(photo => (photo.Key, photo.Label, Convert.ToHexString(Jpeg(photo)))), read);
    }

    [Fact]
    public async Task ReadAsync_shard_that_ends_early_is_refused()
    {
        var (_, bytes, _, entries) = await WriteAsync(3);
        var half = new MemoryStream(bytes[..(int)(entries[1].Offset + 3)]);

        await Assert.ThrowsAnyAsync<IOException>(() => ReadAllAsync(half));
    }

    [Fact]
    public async Task ReadAsync_sample_without_class_is_refused()
    {
        using var stream = new MemoryStream();
        await using (var tar = new ChunkTarWriter(stream))
        {
            await tar.AddAsync("a", new byte[] { 1 }, Cancellation);
            await tar.CompleteAsync(Cancellation);
        }

        stream.Position = 0;
        var e = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAllAsync(stream));
        Assert.Contains("'a'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jpeg_of_a_disposed_sample_is_refused()
    {
        var (_, bytes, _, _) = await WriteAsync(1);
        var sample = await ShardReader.ReadAsync(new MemoryStream(bytes), Cancellation).FirstAsync(Cancellation);

        sample.Dispose();

        Assert.Throws<ObjectDisposedException>(() => sample.Jpeg);
    }

    [Fact]
    public async Task ChunkTar_offsets_point_at_the_photos()
    {
        using var stream = new MemoryStream();
        await using var tar = new ChunkTarWriter(stream);
        var empty = await tar.AddAsync("a", Array.Empty<byte>(), Cancellation);
        var second = await tar.AddAsync("b", Enumerable.Repeat((byte)7, 513).ToArray(), Cancellation);
        var third = await tar.AddAsync("c", new byte[] { 9 }, Cancellation);
        var (length, sha256) = await tar.CompleteAsync(Cancellation);

        Assert.Equal((512L, 1024L, 2560L), (empty, second, third));
        Assert.Equal((7, 9), (stream.GetBuffer()[second + 512], stream.GetBuffer()[third]));
        Assert.Equal((stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream.ToArray()))), (length, sha256));
        stream.Position = 0;
        await using var reader = new TarReader(stream);
        foreach (var (name, bytes) in ((string, long)[])[("a.jpg", 0), ("b.jpg", 513), ("c.jpg", 1)])
        {
            var entry = (await reader.GetNextEntryAsync(copyData: false, Cancellation))!;
            Assert.Equal((name, bytes), (entry.Name, entry.Length));
        }
        Assert.Null(await reader.GetNextEntryAsync(copyData: false, Cancellation));
    }

    [Theory]
    [InlineData("a.b")]
    [InlineData("a/b")]
    [InlineData("")]
    public async Task AddAsync_key_that_webdataset_would_split_is_refused(string key)
    {
        await using var tar = new ChunkTarWriter(new MemoryStream());

        await Assert.ThrowsAsync<ArgumentException>(() => tar.AddAsync(key, new byte[1], Cancellation));
    }

    private static byte[] Jpeg(AssembledPhoto photo) => [.. Encoding.UTF8.GetBytes(photo.Key), .. new byte[photo.Label * 1000]];

    private static PlannedShard Shard(int photos) =>
        new(Split.Train, 0, [.. Enumerable.Range(0, photos).Select(i => Some.Photo(Some.Id(i), label: i % 2))]);

    private static async Task<(PlannedShard Shard, byte[] Bytes, ShardInfo Info, IReadOnlyList<ShardEntry> Entries)> WriteAsync(int photos)
    {
        var shard = Shard(photos);
        using var stream = new MemoryStream();
        await using var writer = new ShardWriter(stream, shard, ["bad", "good"]);
        foreach (var photo in shard.Photos)
            await writer.AddAsync(photo, Jpeg(photo), Cancellation);
        var (info, entries) = await writer.CompleteAsync(Cancellation);
        return (shard, stream.ToArray(), info, entries);
    }

    private static async Task ReadAllAsync(Stream stream)
    {
        await foreach (var sample in ShardReader.ReadAsync(stream, Cancellation))
            sample.Dispose();
    }

    private static int Octal(ReadOnlySpan<byte> field) => Convert.ToInt32(Encoding.ASCII.GetString(field).Trim('\0', ' '), 8);

    private static async Task<string> TarAsync(byte[] bytes, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "This test asks the system's own tar.");
        var start = new ProcessStartInfo("tar", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var tar = Process.Start(start)!;
        var output = tar.StandardOutput.ReadToEndAsync(Cancellation);
        await tar.StandardInput.BaseStream.WriteAsync(bytes, Cancellation);
        tar.StandardInput.Close();
        await tar.WaitForExitAsync(Cancellation);
        return await output;
    }

    /// <summary>A network stream at its worst: not seekable, and every read gives one byte.</summary>
    private sealed class OneByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}

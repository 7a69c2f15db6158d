using System.Buffers.Binary;
using System.Formats.Tar;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Functions.Datasets.Listing.Archives;
using PhotoScore.Functions.Downloads;
using PhotoScore.Functions.Storage;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Archives;

public sealed class ArchiveListerTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(".tar")]
    [InlineData(".zip")]
    public async Task ListAsync_pages_give_all_files_once_and_each_page_again_the_same(string extension)
    {
        var storage = await UploadAsync(extension, Packed.As(extension, Enumerable.Range(0, 10).Select(i => ($"c{i % 2}/{i}.jpg", new byte[1 + (i * 300)]))));

        var pages = new List<CandidatePage>();
        do
        {
            var token = pages.Count == 0 ? null : pages[^1].NextPage;
            pages.Add(await ListAsync(storage, extension, token, pageSize: 3));
            Assert.Equivalent(pages[^1], await ListAsync(storage, extension, token, pageSize: 3), strict: true);
        }
        while (pages[^1].NextPage is not null);

        Assert.Equal([3, 3, 3, 1], pages.Select(page => page.Candidates.Count));
        var whole = await ListAsync(storage, extension);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => ($"c{i % 2}/{i}.jpg", (string?)$"c{i % 2}")), whole.Candidates.Select(candidate => (candidate.Id, candidate.GivenLabel)));
        Assert.Equal(whole.Candidates.Select(candidate => candidate.Url), pages.SelectMany(page => page.Candidates).Select(candidate => candidate.Url));
    }

    [Theory]
    [InlineData(new[] { "s/yes/1.jpg", "s/no/2.jpg" }, new[] { "yes/1.jpg", "no/2.jpg" })]
    [InlineData(new[] { "./s/yes/1.jpg", "./s/no/2.jpg", "__MACOSX/s/yes/._1.jpg", ".DS_Store" }, new[] { "yes/1.jpg", "no/2.jpg" })]
    [InlineData(new[] { "yes/1.jpg", "no/2.jpg" }, new[] { "yes/1.jpg", "no/2.jpg" })]
    [InlineData(new[] { "yes/1.jpg", "yes/2.jpg" }, new[] { "yes/1.jpg", "yes/2.jpg" })]
    [InlineData(new[] { "yes/a/1.jpg", "yes/a/2.jpg" }, new[] { "yes/a/1.jpg", "yes/a/2.jpg" })]
    [InlineData(new[] { "s/yes/1.jpg", "s/no/2.jpg", "s/3.jpg" }, new[] { "s/yes/1.jpg", "s/no/2.jpg", "s/3.jpg" })]
    public async Task ListAsync_common_root_is_taken_off_only_above_two_class_folders(string[] names, string[] ids)
    {
        foreach (var extension in (string[])[".tar", ".zip"])
        {
            var storage = await UploadAsync(extension, Packed.As(extension, names.Select(name => (name, new byte[10]))));

            Assert.Equal(ids, (await ListAsync(storage, extension)).Candidates.Select(candidate => candidate.Id));
            var first = await ListAsync(storage, extension, null, pageSize: 1);
            Assert.Equal(ids[1], Assert.Single((await ListAsync(storage, extension, first.NextPage, pageSize: 1)).Candidates).Id);
        }
    }

    [Fact]
    public async Task ListAsync_hostile_zip_gives_an_outcome_for_each_entry()
    {
        var names = new[] { "ok.jpg", "/etc/passwd", "../up.jpg", "a/../../up.jpg", "C:/x.jpg", "a\\b.jpg", "bell\a.jpg", "ok.jpg", "secret.jpg", "lzma.jpg", "link.jpg", "long.jpg", "folder/" };
        var zip = Packed.Zip(names.Select(name => (name, name.EndsWith('/') ? [] : new byte[100])));
        Packed.Patch(zip, "secret.jpg", record => record[8] |= 1);
        Packed.Patch(zip, "lzma.jpg", record => record[10] = 14);
        Packed.Patch(zip, "link.jpg", record =>
        {
            record[5] = 3;
            BinaryPrimitives.WriteUInt32LittleEndian(record[38..], 0xA1FFu << 16);
        });
        Packed.Patch(zip, "long.jpg", record => BinaryPrimitives.WriteUInt32LittleEndian(record[20..], 1_000_000));

        var page = await ListAsync(await UploadAsync(".zip", zip), ".zip");

        Assert.Equal(["ok.jpg"], page.Candidates.Select(candidate => candidate.Id));
        Assert.Equal(
            ["unsafe-path", "unsafe-path", "unsafe-path", "unsafe-path", "unsafe-path", "unsafe-path", "duplicate-name", "unreadable-entry", "unreadable-entry", "not-a-photo", "unreadable-entry"],
            page.Skipped.Select(entry => entry.Outcome));
        Assert.Equal(page.Skipped.Count, page.Skipped.Select(entry => entry.Candidate.Key).Distinct().Count());
        Assert.DoesNotContain(page.Skipped, entry => entry.Candidate.Id.Any(char.IsControl));
    }

    [Fact]
    public async Task ListAsync_hostile_tar_gives_an_outcome_for_each_entry()
    {
        var tar = Packed.Tar(
        [
            new PaxTarEntry(TarEntryType.Directory, "a/"), Packed.Entry("a/ok.jpg", new byte[600]), Packed.Entry("/etc/passwd", new byte[600]), Packed.Entry("a/../../up.jpg", new byte[3]),
            new PaxTarEntry(TarEntryType.SymbolicLink, "a/soft.jpg") { LinkName = "/etc/passwd" }, new PaxTarEntry(TarEntryType.HardLink, "a/hard.jpg") { LinkName = "a/ok.jpg" },
            new PaxTarEntry(TarEntryType.Fifo, "a/pipe"), Packed.Entry("a/ok.jpg", new byte[5]),
        ]);

        var storage = await UploadAsync(".tar", tar);
        var page = await ListAsync(storage, ".tar");

        Assert.Equal(["a/ok.jpg"], page.Candidates.Select(candidate => candidate.Id));
        Assert.Equal(["unsafe-path", "unsafe-path", "not-a-photo", "not-a-photo", "not-a-photo", "duplicate-name"], page.Skipped.Select(entry => entry.Outcome));
        Assert.Equal("duplicate-name", Assert.Single((await ListAsync(storage, ".tar", (await ListAsync(storage, ".tar", null, 6)).NextPage, 6)).Skipped).Outcome);
    }

    [Theory]
    [InlineData(TarEntryFormat.V7)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Pax)]
    public async Task FetchAsync_file_of_any_tar_gives_its_bytes(TarEntryFormat format)
    {
        var long1 = format is TarEntryFormat.Gnu or TarEntryFormat.Pax ? new string('x', 150) : "x";
        (string, byte[])[] files = [("a/1.jpg", [1, 2, 3]), ($"b/{long1}.jpg", Bytes(5_000)), ("b/empty.jpg", []), ("b/block.jpg", Bytes(512))];

        await AssertReadsAsync(".tar", Packed.Tar(files, format), files);
    }

    [Theory]
    [InlineData(System.IO.Compression.CompressionLevel.NoCompression, false)]
    [InlineData(System.IO.Compression.CompressionLevel.SmallestSize, false)]
    [InlineData(System.IO.Compression.CompressionLevel.Optimal, true)]
    public async Task FetchAsync_file_of_any_zip_gives_its_bytes(System.IO.Compression.CompressionLevel level, bool wide)
    {
        (string, byte[])[] files = [("a/1.jpg", [1, 2, 3]), ($"b/{new string('é', 400)}.jpg", Bytes(5_000)), ("b/empty.jpg", []), ("b/zeros.jpg", new byte[100_000])];
        var zip = Packed.Zip(files, level);

        await AssertReadsAsync(".zip", wide ? Packed.AsZip64(zip) : zip, files);
    }

    [Fact]
    public async Task FetchAsync_bomb_is_refused_before_and_while_it_is_unpacked()
    {
        var zip = Packed.Zip([("honest.jpg", new byte[3_000_000]), ("liar.jpg", new byte[3_000_000]), ("wrong.jpg", Bytes(500))]);
        Packed.Patch(zip, "liar.jpg", record => BinaryPrimitives.WriteUInt32LittleEndian(record[24..], 1_000));
        Packed.Patch(zip, "wrong.jpg", record => record[16] ^= 1);
        var storage = await UploadAsync(".zip", zip);
        var budget = new ByteBudget(1_000_000);

        var outcomes = new List<string>();
        foreach (var candidate in (await ListAsync(storage, ".zip")).Candidates)
        {
            var fault = await ArchiveReader.FetchAsync(storage.Sources, ArchivePlace.Parse(candidate.Url)!, budget, 1_000_000, TestContext.Current.CancellationToken);
            outcomes.Add(Assert.IsType<FetchFault>(fault).Outcome);
        }

        Assert.Equal(["too-many-bytes", "corrupt", "corrupt"], outcomes);
        // Whatever was taken of the budget was given back.
        using var all = await budget.TakeAsync(1_000_000, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(".tar", 1_024)]
    [InlineData(".tar", 1_600)]
    [InlineData(".tar", 4_000)]
    [InlineData(".zip", 1)]
    [InlineData(".zip", 60)]
    [InlineData(".zip", 4_000)]
    public async Task ListAsync_archive_that_was_cut_is_a_fault_that_says_what_to_do(string extension, int missing)
    {
        var whole = Packed.As(extension, Enumerable.Range(0, 5).Select(i => ($"c/{i}.jpg", Bytes(2_000))));
        var storage = await UploadAsync(extension, whole[..^missing]);

        var fault = await Assert.ThrowsAsync<BuildFaultException>(() => ListAsync(storage, extension));

        Assert.Matches("(?i)upload it again", fault.Message);
    }

    [Theory]
    [InlineData(".tar")]
    [InlineData(".zip")]
    public async Task ListAsync_what_is_no_archive_is_a_fault(string extension)
    {
        var storage = await UploadAsync(extension, Bytes(5_000));

        var fault = await Assert.ThrowsAsync<BuildFaultException>(() => ListAsync(storage, extension));

        Assert.Contains($"sources/all{extension} can't be read", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".tar")]
    [InlineData(".zip")]
    public async Task Archive_replaced_between_pages_or_before_the_fetch_is_noticed(string extension)
    {
        var storage = await UploadAsync(extension, Packed.As(extension, Enumerable.Range(0, 4).Select(i => ($"c/{i}.jpg", Bytes(2_000)))));
        var page = await ListAsync(storage, extension, null, pageSize: 2);
        await storage.Sources.GetBlobClient($"all{extension}").UploadAsync(
            new BinaryData(Packed.As(extension, [("other.jpg", Bytes(20_000))])), overwrite: true, TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<BuildFaultException>(() => ListAsync(storage, extension, page.NextPage, pageSize: 2));
        Assert.Contains("replaced", fault.Message, StringComparison.Ordinal);
        var place = ArchivePlace.Parse(page.Candidates[1].Url)!;
        var fetched = await ArchiveReader.FetchAsync(storage.Sources, place, new ByteBudget(100_000), 100_000, TestContext.Current.CancellationToken);
        Assert.Equal(Outcomes.NotFound, Assert.IsType<FetchFault>(fetched).Outcome);
    }

    private async Task AssertReadsAsync(string extension, byte[] archive, (string Name, byte[] Content)[] files)
    {
        var storage = await UploadAsync(extension, archive);
        var candidates = (await ListAsync(storage, extension)).Candidates;
        Assert.Equal(files.Select(file => file.Name), candidates.Select(candidate => candidate.Id));
        foreach (var (candidate, file) in candidates.Zip(files))
        {
            using var photo = Assert.IsType<FetchedPhoto>(await ArchiveReader.FetchAsync(
                storage.Sources, ArchivePlace.Parse(candidate.Url)!, new ByteBudget(1_000_000), 1_000_000, TestContext.Current.CancellationToken));
            Assert.Equal(file.Content, photo.Bytes);
        }
    }

    private async Task<PhotoStorage> UploadAsync(string extension, byte[] archive)
    {
        var storage = await Functions.Tests.Some.StorageAsync(azurite);
        await storage.Sources.GetBlobClient($"all{extension}").UploadAsync(new BinaryData(archive), TestContext.Current.CancellationToken);
        return storage;
    }

    private static Task<CandidatePage> ListAsync(PhotoStorage storage, string extension, string? token = null, int pageSize = ArchiveLister.PageSize) =>
        ArchiveLister.ListAsync(
            storage.Sources, $"all{extension}",
            new SourceToList(new FolderSource { Archive = $"all{extension}" }, 0, token, int.MaxValue, new ImageRecipe(), DateTimeOffset.UnixEpoch),
            TestContext.Current.CancellationToken, pageSize);

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}

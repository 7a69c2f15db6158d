using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Datasets.Overlap;
using PhotoScore.Functions.Predictions;
using PhotoScore.Functions.Tests.Datasets.Archives;
using PhotoScore.Functions.Tests.Predictions;

namespace PhotoScore.Functions.Tests.Datasets;

public sealed class OverlapArchiveTests
{
    private static readonly PredictionLimits Limits = new() { MaxBodyBytes = 4 << 20, MaxPhotoBytes = 1 << 20, Concurrency = 2 };

    [Theory]
    [InlineData("application/zip", ".zip")]
    [InlineData("application/x-zip-compressed", ".zip")]
    [InlineData("application/x-tar", ".tar")]
    [InlineData("image/jpeg", null)]
    [InlineData(null, null)]
    public void Extension_is_that_of_the_content_type(string? type, string? extension) =>
        Assert.Equal(extension, OverlapArchive.Extension(Serving.Request(type, [])));

    [Theory]
    [InlineData(".zip")]
    [InlineData(".tar")]
    public async Task ReadAsync_describes_every_entry_by_its_path(string extension)
    {
        var archive = Packed.As(extension, [("a/1.jpg", Some.Jpeg(1)), ("../up.jpg", Some.Jpeg(2)), ("note.txt", "no photo"u8.ToArray()), ("b/3.jpg", Some.Jpeg(3))]);

        var described = await ReadAsync(archive, extension);

        Assert.Equal(["a/1.jpg", "b/3.jpg"], described.Select(one => one.Photo?.Photo.Id).OfType<string>());
        Assert.Equal([("../up.jpg", "unsafe-path"), ("note.txt", "not-an-image")], described.Select(one => one.Error).OfType<OverlapError>().Select(error => (error.Id, error.Code)));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Some.Jpeg(3))), described[3].Photo!.Photo.Facts.Sha256);
    }

    [Fact]
    public async Task ReadAsync_entry_that_unpacks_to_more_than_it_claims_is_damaged()
    {
        var zip = Packed.Patch(Packed.Zip([("bomb.jpg", new byte[900_000])]), "bomb.jpg", record => BinaryPrimitives.WriteUInt32LittleEndian(record[24..], 1_000));

        Assert.Equal("corrupt", Assert.Single(await ReadAsync(zip, ".zip")).Error!.Code);
    }

    [Fact]
    public async Task ReadAsync_entry_that_is_larger_than_a_photo_may_be_is_not_unpacked() =>
        Assert.Equal("too-large", Assert.Single(await ReadAsync(Packed.Zip([("large.jpg", new byte[(1 << 20) + 1])]), ".zip")).Error!.Code);

    [Fact]
    public async Task ReadAsync_entry_that_begins_beyond_the_archive_is_an_error_of_its_own()
    {
        var zip = Packed.Patch(Packed.Zip([("a.jpg", Some.Jpeg(1))]), "a.jpg", record => BinaryPrimitives.WriteUInt32LittleEndian(record[42..], int.MaxValue));

        Assert.Equal("unreadable-entry", Assert.Single(await ReadAsync(zip, ".zip")).Error!.Code);
    }

    [Fact]
    public async Task ReadAsync_more_than_all_entries_may_unpack_to_is_refused_whole()
    {
        // A thousand entries that each claim as much as a photo may have, and overlap for all that the directory says.
        var zip = Packed.Zip(Enumerable.Range(0, 1_000).Select(i => ($"{i}.jpg", Array.Empty<byte>())), CompressionLevel.NoCompression);
        Packed.Patch(zip, ".jpg", record => BinaryPrimitives.WriteUInt32LittleEndian(record[24..], 1 << 20));

        var refused = await Assert.ThrowsAsync<RefusedRequestException>(() => ReadAsync(zip, ".zip"));

        Assert.Equal((413, true), (refused.Status, refused.Message.Contains("unpacked", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(".zip")]
    [InlineData(".tar")]
    public async Task ReadAsync_too_many_entries_are_refused_whole(string extension)
    {
        var archive = Packed.As(extension, Enumerable.Range(0, OverlapArchive.MostEntries + 1).Select(i => ($"{i}", Array.Empty<byte>())));

        Assert.Equal(413, (await Assert.ThrowsAsync<RefusedRequestException>(() => ReadAsync(archive, extension))).Status);
    }

    [Fact]
    public async Task ReadAsync_body_that_is_too_large_is_refused() =>
        Assert.Equal(413, (await Assert.ThrowsAsync<RefusedRequestException>(() => ReadAsync(new byte[(4 << 20) + 1], ".tar"))).Status);

    [Theory]
    [InlineData(".zip", "this is no archive")]
    [InlineData(".tar", "this is no archive")]
    [InlineData(".zip", "")]
    [InlineData(".tar", "")]
    public async Task ReadAsync_what_is_no_archive_is_refused(string extension, string body) =>
        Assert.Equal(400, (await Assert.ThrowsAsync<RefusedRequestException>(() => ReadAsync(Encoding.UTF8.GetBytes(body), extension))).Status);

    [Theory]
    [InlineData('0', "77777777777", "cut short")]
    [InlineData('x', "77777777777", "claim")]
    [InlineData('x', "07777777777", "claim")]
    [InlineData('L', "07777777777", "claim")]
    public async Task ReadAsync_tar_whose_header_lies_of_its_length_is_refused(char kind, string octal, string why)
    {
        var tar = Packed.Tar([("a.jpg", Some.Jpeg(1))], System.Formats.Tar.TarEntryFormat.Ustar);
        tar[156] = (byte)kind;
        Encoding.ASCII.GetBytes(octal, tar.AsSpan(124));
        tar.AsSpan(148, 8).Fill((byte)' ');
        var sum = tar.AsSpan(0, 512).ToArray().Sum(b => b);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ", tar.AsSpan(148));

        var refused = await Assert.ThrowsAsync<RefusedRequestException>(() => ReadAsync(tar, ".tar"));

        Assert.Equal(400, refused.Status);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<DescribedPhoto>> ReadAsync(byte[] archive, string extension) => new OverlapArchive(Limits).ReadAsync(
        Serving.Request(null, archive), extension, new DuplicatesRecipe { Hash = PerceptualHash.DHash }, TestContext.Current.CancellationToken);
}

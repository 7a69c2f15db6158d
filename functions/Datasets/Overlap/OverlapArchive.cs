using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Datasets.Listing.Archives;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.Datasets.Overlap;

/// <summary>
/// The photos of an uploaded zip or tar. Nothing touches a disk. The body, the number of entries and the bytes that all entries together claim to have
/// unpacked are bounded before anything is unpacked, and no entry gives more bytes than it claims.
/// </summary>
/// <param name="limits">What a request may take.</param>
internal sealed class OverlapArchive(PredictionLimits limits)
{
    internal const int MostEntries = 2_000;
    internal const long MostBytes = 512L << 20;

    /// <summary><c>.zip</c> or <c>.tar</c> by the request's content type; null for any other.</summary>
    public static string? Extension(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/zip" or "application/x-zip-compressed" => ".zip",
            "application/x-tar" => ".tar",
            _ => null,
        } : null;

    /// <summary>Every entry, named by its path.</summary>
    /// <exception cref="RefusedRequestException">It is too large, or no archive.</exception>
    public async Task<IReadOnlyList<DescribedPhoto>> ReadAsync(HttpRequest request, string extension, DuplicatesRecipe recipe, CancellationToken cancellation)
    {
        var archive = await BoundedRead.AllAsync(request.Body, limits.MaxBodyBytes, request.ContentLength, cancellation)
            ?? throw TooLarge($"The archive has more than {limits.MaxBodyBytes} bytes: send several smaller ones, or upload it to container sources unpacked and ask for its prefix.");
        var entries = await EntriesAsync(archive, extension, cancellation);
        var described = new DescribedPhoto[entries.Count];
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = limits.Concurrency, CancellationToken = cancellation };
        await Parallel.ForAsync(0, entries.Count, bounds, async (i, stop) => described[i] = await DescribeAsync(archive, entries[i], recipe, stop));
        return described;
    }

    private static async Task<IReadOnlyList<ArchiveEntry>> EntriesAsync(byte[] archive, string extension, CancellationToken cancellation)
    {
        var name = $"upload{extension}";
        using var stream = new MemoryStream(archive, writable: false);
        var listed = extension == ".zip" ? ZipEntries.ReadAsync(stream, name, 0, cancellation) : TarEntries.ReadAsync(stream, name, 0, cancellation);
        var entries = new List<ArchiveEntry>();
        var bytes = 0L;
        try
        {
            await foreach (var entry in listed)
            {
                entries.Add(entry);
                bytes += entry.Outcome is null ? Math.Min(LengthOf(Place(entry)), MostBytes + 1) : 0;
                if (entries.Count > MostEntries)
                    throw TooLarge($"The archive has more than {MostEntries} entries: send several smaller ones.");
                if (bytes > MostBytes)
                    throw TooLarge($"The files of the archive have more than {MostBytes} bytes unpacked: send several smaller ones.");
            }
        }
        catch (InvalidDataException e)
        {
            throw Bad($"The archive can't be read: {e.Message}");
        }
        return entries.Count > 0 ? entries : throw Bad("The archive holds no file.");
    }

    private async Task<DescribedPhoto> DescribeAsync(byte[] archive, ArchiveEntry entry, DuplicatesRecipe recipe, CancellationToken cancellation)
    {
        if (entry.Outcome is { } outcome)
            return DescribedPhoto.Failed(entry.Name, outcome, entry.Detail!);
        var place = Place(entry);
        if (LengthOf(place) > limits.MaxPhotoBytes)
            return DescribedPhoto.Failed(entry.Name, "too-large", $"The photo has more than {limits.MaxPhotoBytes} bytes.");
        try
        {
            return DescribedPhoto.Of(entry.Name, await ArchiveReader.UnpackAsync(place, Open, cancellation), null, recipe);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return DescribedPhoto.Failed(entry.Name, RejectionReason.Corrupt.Code(), $"The archive's entry is damaged: {e.Message}");
        }

        Task<Stream> Open(long offset, long length) => offset >= 0 && offset <= archive.Length
            ? Task.FromResult<Stream>(new MemoryStream(archive, (int)offset, (int)Math.Min(length, archive.Length - offset), writable: false))
            : throw new EndOfStreamException("It begins beyond the archive.");
    }

    private static ArchivePlace Place(ArchiveEntry entry) => ArchivePlace.Parse(entry.Url)!;

    // A stored entry has its bytes twice in the directory, and either figure may lie.
    private static long LengthOf(ArchivePlace place) =>
        place is ArchivePlace.InZip zip ? Math.Max(zip.Length, zip.Packed) : ((ArchivePlace.InTar)place).Length;

    private static RefusedRequestException TooLarge(string detail) => new(StatusCodes.Status413PayloadTooLarge, "Too large", detail);

    private static RefusedRequestException Bad(string detail) => new(StatusCodes.Status400BadRequest, "Not readable", detail);
}

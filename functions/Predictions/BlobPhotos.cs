using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Predictions;

/// <summary>
/// Photos that lie in this deployment's storage already, by names such as <c>uploads/smiles/me.jpg</c>. Only what users bring may be read: containers
/// <c>uploads</c> and <c>sources</c>, and of these only files that are photos give an answer.
/// </summary>
internal sealed class BlobPhotos(PhotoStorage storage, PredictionLimits limits)
{
    private const int AtOnce = 8;
    private const int LongestName = 1024;

    /// <summary>Reads each; one that can't be had becomes an error of its own.</summary>
    public async Task<IReadOnlyList<PhotoInput>> ReadAsync(IReadOnlyList<string?> names, CancellationToken cancellation)
    {
        var photos = new PhotoInput[names.Count];
        await Parallel.ForAsync(0, names.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (i, stop) => photos[i] = await ReadAsync(names[i], stop));
        return photos;
    }

    private async Task<PhotoInput> ReadAsync(string? name, CancellationToken cancellation)
    {
        if (Find(name) is not { } blob)
        {
            return Failed("bad-blob-name", StatusCodes.Status400BadRequest,
                $"'{name}' names no photo: send {Containers.Uploads}/{{name}} or {Containers.Sources}/{{name}}, with names between the slashes and none of them . or ..");
        }
        try
        {
            // One byte more than is allowed tells that there are more.
            var options = new BlobDownloadOptions { Range = new HttpRange(0, limits.MaxPhotoBytes + 1L) };
            var content = (await blob.DownloadContentAsync(options, cancellation)).Value.Content.ToArray();
            return content.Length <= limits.MaxPhotoBytes
                ? new(content)
                : Failed("too-large", StatusCodes.Status413PayloadTooLarge, $"{name} has more than {limits.MaxPhotoBytes} bytes. Make it smaller.");
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status416RangeNotSatisfiable)
        {
            return new([]);
        }
        catch (RequestFailedException e) when (e.Status is 400 or 404)
        {
            return Failed("no-blob", StatusCodes.Status404NotFound, $"There is no {name}. Upload it first, or look whether its name is spelt so.");
        }
    }

    private BlobClient? Find(string? name)
    {
        if (name is null || name.Length > LongestName || name.Any(c => char.IsControl(c) || c is '\\'))
            return null;
        var parts = name.Split('/');
        if (parts.Length < 2 || parts.Any(part => part is "" or "." or ".."))
            return null;
        var container = parts[0] switch
        {
            Containers.Uploads => storage.Uploads,
            Containers.Sources => storage.Sources,
            _ => null,
        };
        return container?.GetBlobClient(string.Join('/', parts[1..]));
    }

    private static PhotoInput Failed(string code, int status, string message) => new(null, new(code, message, status));
}

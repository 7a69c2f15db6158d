using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace PhotoScore.Functions.Predictions;

/// <summary>The photos of a request: an image as the body, multipart files, or JSON with base64 texts, URLs and names in storage.</summary>
internal sealed class PhotoRequestReader(PredictionLimits limits, IUrlPhotos urls, BlobPhotos blobs)
{
    private const int LongestField = 100;
    private const string JsonHelp = "Send JSON as {\"images\":[\"base64…\"],\"urls\":[\"https://…\"],\"blobs\":[\"uploads/…\"]}, any of the three.";

    /// <summary>Reads every photo; one that can't be read becomes an error of its own.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="extras">Told what the body wants besides classes, before anything is fetched for it; where null, nothing is understood so.</param>
    /// <exception cref="RefusedRequestException">The request as a whole can't be read.</exception>
    public async Task<IReadOnlyList<PhotoInput>> ReadAsync(HttpRequest request, CancellationToken cancellation, ExtrasReader? extras = null)
    {
        if (request.ContentLength > limits.MaxBodyBytes)
            throw BodyTooLarge();
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            throw Unsupported("No content type was sent");

        var photos = type.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/json" => await ReadJsonAsync(request, extras, cancellation),
            "multipart/form-data" => await ReadMultipartAsync(request, type, extras, cancellation),
            "application/octet-stream" => [await ReadBodyAsync(request, cancellation)],
            { } image when image.StartsWith("image/", StringComparison.Ordinal) => [await ReadBodyAsync(request, cancellation)],
            var other => throw Unsupported($"'{other}' is not read"),
        };
        return photos.Count > 0 ? photos : throw Bad($"The request holds no photo. {JsonHelp} Or send files as multipart/form-data, or one photo as the body.");
    }

    private async Task<PhotoInput> ReadBodyAsync(HttpRequest request, CancellationToken cancellation) =>
        await BoundedRead.AllAsync(request.Body, limits.MaxPhotoBytes, request.ContentLength, cancellation) is { } file
            ? new(file)
            : throw TooLarge($"The photo has more than {limits.MaxPhotoBytes} bytes. Make it smaller.");

    private async Task<List<PhotoInput>> ReadMultipartAsync(HttpRequest request, MediaTypeHeaderValue type, ExtrasReader? extras, CancellationToken cancellation)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
            throw Bad("The multipart content type has no boundary. Let your client write the header: curl does so for -F photo=@photo.jpg.");
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            var photos = new List<PhotoInput>();
            long total = 0;
            while (await reader.ReadNextSectionAsync(cancellation) is { } part)
            {
                if (extras is not null && NameOf(part) is { } name)
                {
                    extras.Take([(name, Encoding.UTF8.GetString(await BoundedRead.AllAsync(part.Body, LongestField, expected: null, cancellation) ?? []))]);
                    continue;
                }
                RefuseTooMany(photos.Count + 1);
                var file = await BoundedRead.AllAsync(part.Body, limits.MaxPhotoBytes, expected: null, cancellation);
                total += file?.Length ?? limits.MaxPhotoBytes;
                if (total > limits.MaxBodyBytes)
                    throw BodyTooLarge();
                photos.Add(file is null ? PhotoTooLarge() : new(file));
            }
            return photos;
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw BodyTooLarge();
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw Bad($"The multipart body can't be read: {e.Message} Send it again in full.");
        }
    }

    private async Task<List<PhotoInput>> ReadJsonAsync(HttpRequest request, ExtrasReader? extras, CancellationToken cancellation)
    {
        var body = await BoundedRead.AllAsync(request.Body, limits.MaxBodyBytes, request.ContentLength, cancellation) ?? throw BodyTooLarge();
        var asked = Parse(body);
        RefuseTooMany(asked.Count);
        extras?.Take(asked.Extras);
        var photos = (asked.Images ?? []).Select(Decode).ToList();
        photos.AddRange(await urls.FetchAsync([.. (asked.Urls ?? []).Select(url => url ?? "")], cancellation));
        photos.AddRange(await blobs.ReadAsync(asked.Blobs ?? [], cancellation));
        return photos;
    }

    private static PhotoRequest Parse(byte[] body)
    {
        try
        {
            return PhotoRequest.Parse(body);
        }
        catch (JsonException e)
        {
            throw Bad($"The JSON can't be read: {e.Message} {JsonHelp}");
        }
    }

    // A field of a form, as opposed to a file, that says what is wanted.
    private static string? NameOf(MultipartSection part) =>
        part.GetContentDispositionHeader() is { } header && !header.IsFileDisposition() && ExtrasReader.IsName(header.Name.Value) ? header.Name.Value : null;

    private PhotoInput Decode(string? text)
    {
        // A browser's FileReader gives data:image/jpeg;base64,… instead of the plain text.
        var base64 = text is not null && text.StartsWith("data:", StringComparison.Ordinal) ? text[(text.IndexOf(',') + 1)..] : text;
        if (base64 is null || !Base64.IsValid(base64, out var length))
            return new(null, new("not-base64", "The text is no base64. Encode the photo's bytes: base64 -w0 photo.jpg.", StatusCodes.Status400BadRequest));
        return length > limits.MaxPhotoBytes ? PhotoTooLarge() : new(Convert.FromBase64String(base64));
    }

    private void RefuseTooMany(int photos)
    {
        if (photos > limits.MaxPhotos)
            throw TooLarge($"At most {limits.MaxPhotos} photos are taken at once: send the rest in further requests.");
    }

    private PhotoInput PhotoTooLarge() => new(null, new(
        "too-large", $"The photo has more than {limits.MaxPhotoBytes} bytes. Make it smaller.", StatusCodes.Status413PayloadTooLarge));

    private RefusedRequestException BodyTooLarge() =>
        TooLarge($"The body has more than {limits.MaxBodyBytes} bytes: send fewer photos, or smaller ones.");

    private static RefusedRequestException TooLarge(string detail) => new(StatusCodes.Status413PayloadTooLarge, "Too large", detail);

    private static RefusedRequestException Bad(string detail) => new(StatusCodes.Status400BadRequest, "Not readable", detail);

    private static RefusedRequestException Unsupported(string fault) => new(
        StatusCodes.Status415UnsupportedMediaType,
        "Unsupported content type",
        $"{fault}: send a photo with its own type (curl --data-binary @photo.jpg -H \"Content-Type: image/jpeg\"), multipart/form-data, or application/json.");
}

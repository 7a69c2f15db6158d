using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Http;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.OpenInference.Requests;

/// <summary>A request's body in pooled memory, so that a tensor of binary data runs where it arrived.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstGuess = 64 * 1024;

    private byte[] _buffer;

    private RequestBody(int expected) => _buffer = ArrayPool<byte>.Shared.Rent(expected);

    /// <summary>Its bytes, until it is disposed.</summary>
    public Memory<byte> Bytes { get; private set; }

    /// <summary>Reads a body to its end.</summary>
    /// <exception cref="RefusedRequestException">413: it has more than <paramref name="most"/> bytes.</exception>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, int most, CancellationToken cancellation)
    {
        if (request.ContentLength > most)
            throw TooLarge(most);
        // One byte more than announced, so that a body that keeps its word is read without growing.
        var body = new RequestBody((int)(request.ContentLength ?? FirstGuess) + 1);
        try
        {
            await body.FillAsync(request.Body, most, cancellation);
            return body;
        }
        catch (BadHttpRequestException e)
        {
            body.Dispose();
            throw new RefusedRequestException(e.StatusCode, ((HttpStatusCode)e.StatusCode).ToString(), e.Message);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, Bytes) = ([], default);
    }

    private async Task FillAsync(Stream stream, int most, CancellationToken cancellation)
    {
        var length = 0;
        while (await stream.ReadAsync(_buffer.AsMemory(length), cancellation) is var read and > 0)
        {
            length += read;
            if (length > most)
                throw TooLarge(most);
            if (length == _buffer.Length)
                Grow();
        }
        Bytes = _buffer.AsMemory(0, length);
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private static RefusedRequestException TooLarge(int most) => new(
        StatusCodes.Status413PayloadTooLarge, "Too large", $"The body has more than {most} bytes: send fewer pictures at once, or send them as binary data.");
}

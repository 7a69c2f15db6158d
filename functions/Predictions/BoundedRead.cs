using System.Net;
using Microsoft.AspNetCore.Http;

namespace PhotoScore.Functions.Predictions;

/// <summary>Reads streams of unknown length without letting them fill the memory.</summary>
internal static class BoundedRead
{
    private const int FirstGuess = 64 * 1024;

    /// <summary>All bytes; null when there are more than <paramref name="most"/>.</summary>
    /// <param name="stream">Read to its end, or just beyond the limit.</param>
    /// <param name="most">The limit.</param>
    /// <param name="expected">The length when it was announced; only a guess.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="RefusedRequestException">The server itself stopped the body.</exception>
    public static async Task<byte[]?> AllAsync(Stream stream, int most, long? expected, CancellationToken cancellation)
    {
        if (expected > most)
            return null;
        // One byte more than announced, so that a stream that keeps its word is read without growing.
        var buffer = new byte[Math.Min(most, expected ?? FirstGuess) + 1];
        var length = 0;
        try
        {
            while (await stream.ReadAsync(buffer.AsMemory(length), cancellation) is var read and > 0)
            {
                length += read;
                if (length > most)
                    return null;
                if (length == buffer.Length)
                    Array.Resize(ref buffer, (int)Math.Min(most + 1L, buffer.Length * 2L));
            }
        }
        catch (BadHttpRequestException e)
        {
            throw new RefusedRequestException(e.StatusCode, ((HttpStatusCode)e.StatusCode).ToString(), e.Message);
        }
        return buffer.AsSpan(0, length).ToArray();
    }
}

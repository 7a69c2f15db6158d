namespace PhotoScore.Functions.Downloads;

/// <summary>Reads a body into memory, never more than a limit.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 64 * 1024;

    /// <summary>The whole body, or null when it is longer than <paramref name="maxBytes"/>.</summary>
    /// <param name="body">The body.</param>
    /// <param name="declared">Its length as the server declared it, not above <paramref name="maxBytes"/>; null when it did not.</param>
    /// <param name="maxBytes">The limit.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<byte[]?> ReadAsync(Stream body, long? declared, int maxBytes, CancellationToken cancellation)
    {
        var buffer = new byte[declared ?? Math.Min(FirstBuffer, maxBytes)];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length && !await GrowAsync())
                return length > maxBytes ? null : buffer;
            var read = await body.ReadAsync(buffer.AsMemory(length), cancellation);
            if (read == 0)
                return length == buffer.Length ? buffer : buffer[..length];
            length += read;
        }

        // A full buffer may be all there is: one more byte tells, and keeps the usual photo from being copied.
        async Task<bool> GrowAsync()
        {
            var next = new byte[1];
            if (await body.ReadAsync(next, cancellation) == 0)
                return false;
            if (length < maxBytes)
                Array.Resize(ref buffer, (int)Math.Min(Math.Max(FirstBuffer, buffer.Length * 2L), maxBytes));
            if (length < buffer.Length)
                buffer[length] = next[0];
            length++;
            return length <= maxBytes;
        }
    }
}

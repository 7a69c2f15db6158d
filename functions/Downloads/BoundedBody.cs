namespace PhotoScore.Functions.Downloads;

/// <summary>Reads a body into memory, never more than a limit.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 64 * 1024;

    /// <summary>The first bytes, fewer only when the body ends before.</summary>
    /// <param name="body">The body.</param>
    /// <param name="length">How many.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<byte[]> ReadHeadAsync(Stream body, int length, CancellationToken cancellation)
    {
        var head = new byte[length];
        var read = await body.ReadAtLeastAsync(head, length, throwOnEndOfStream: false, cancellation);
        return read == length ? head : head[..read];
    }

    /// <summary>The whole body, or null when it is longer than <paramref name="maxBytes"/>.</summary>
    /// <param name="body">The body, of which the head is read already.</param>
    /// <param name="head">What was read of it.</param>
    /// <param name="declared">Its length as the server declared it, not above <paramref name="maxBytes"/>; null when it did not.</param>
    /// <param name="maxBytes">The limit.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<byte[]?> ReadAsync(Stream body, byte[] head, long? declared, int maxBytes, CancellationToken cancellation)
    {
        if (head.Length > maxBytes)
            return null;
        var buffer = new byte[Math.Max(declared ?? Math.Min(FirstBuffer, maxBytes), head.Length)];
        head.CopyTo(buffer, 0);
        var length = head.Length;
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

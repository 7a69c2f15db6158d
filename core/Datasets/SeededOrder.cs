using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace PhotoScore.Core.Datasets;

/// <summary>An order that looks random, is the same on every machine, and does not depend on the order that things arrive in.</summary>
internal static class SeededOrder
{
    /// <summary>Where <paramref name="key"/> stands in the order of that seed.</summary>
    /// <param name="purpose">Orders for different purposes are independent, though the seed is the same.</param>
    /// <param name="seed">Another seed, another order.</param>
    /// <param name="key">The candidate's key.</param>
    public static ulong Rank(string purpose, int seed, string key)
    {
        // On the stack where it fits: a million photos are ranked more than once in a build.
        Span<byte> text = stackalloc byte[256];
        text = Utf8.TryWrite(text, CultureInfo.InvariantCulture, $"{purpose}:{seed}:{key}", out var written)
            ? text[..written]
            : Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{purpose}:{seed}:{key}"));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}

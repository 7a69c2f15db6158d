using System.Security.Cryptography;
using PhotoScore.Trainer.Data;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>Finds photos of one split in another.</summary>
internal static class SharedPixels
{
    /// <summary>How many photos of <paramref name="among"/> have exactly the pixels of a photo of <paramref name="known"/>, at the network's size.</summary>
    public static int Count(PhotoSet known, PhotoSet among)
    {
        var hashes = Hashes(known).ToHashSet();
        return Hashes(among).Count(hashes.Contains);
    }

    private static ParallelQuery<UInt128> Hashes(PhotoSet photos) =>
        Enumerable.Range(0, photos.Count).AsParallel().Select(photo => System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(photos[photo])));
}

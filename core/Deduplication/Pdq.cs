using System.Buffers;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;

namespace PhotoScore.Core.Deduplication;

/// <summary>The PDQ hash of a photo and of its mirror image.</summary>
/// <param name="Hash">Of the photo.</param>
/// <param name="Mirror">Of the photo with left and right exchanged.</param>
/// <param name="Quality">0 to 100: how much structure the hash rests on. Below <see cref="Pdq.LeastQuality"/> it says little.</param>
public sealed record PdqHashes(Hash256 Hash, Hash256 Mirror, int Quality);

/// <summary>
/// PDQ, the 256-bit hash of Meta's ThreatExchange ("The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm", hashing.pdf in
/// facebook/ThreatExchange): luma, two passes of box filters each way, 64 x 64 samples, the 16 x 16 lowest frequencies but the constant ones, and whether each
/// is above their median. Bit for bit that of the reference on photos of at most 512 pixels a side.
/// </summary>
public static class Pdq
{
    /// <summary>Hashes below this quality are not to be trusted, the specification says: pictures without features have them.</summary>
    public const int LeastQuality = 50;

    private const int MinSide = 5;
    private const int MaxSide = 512;

    /// <summary>Hashes a photo. One with a side above 512 pixels is shrunk to that first, as the specification allows; one with a side below 5 has the hash 0.</summary>
    /// <param name="photo">RGB, or grey.</param>
    public static PdqHashes Of(Pixels photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        if (photo.Width < MinSide || photo.Height < MinSide)
            return new PdqHashes(default, default, 0);

        var longest = Math.Max(photo.Width, photo.Height);
        if (longest <= MaxSide)
            return OfSmall(photo);

        using var small = Resampler.Resize(photo, Side(photo.Width), Side(photo.Height), ResampleFilter.Bilinear);
        return OfSmall(small);

        int Side(int length) => Math.Max(MinSide, (int)Math.Round((double)length * MaxSide / longest));
    }

    private static PdqHashes OfSmall(Pixels photo)
    {
        var (width, height) = (photo.Width, photo.Height);
        var luma = ArrayPool<float>.Shared.Rent(width * height);
        var work = ArrayPool<float>.Shared.Rent(width * height);
        try
        {
            FillLuma(photo, luma);
            PdqBlur.Apply(luma, work, width, height);
            Span<float> samples = stackalloc float[PdqFrequencies.Side * PdqFrequencies.Side];
            Decimate(luma, width, height, samples);
            return PdqFrequencies.Hash(samples);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(luma);
            ArrayPool<float>.Shared.Return(work);
        }
    }

    private static void FillLuma(Pixels photo, Span<float> luma)
    {
        var samples = photo.Span;
        if (photo.Channels == 1)
        {
            for (var i = 0; i < samples.Length; i++)
                luma[i] = samples[i];
            return;
        }

        for (var (i, at) = (0, 0); at < samples.Length; i++, at += 3)
            luma[i] = (0.299f * samples[at]) + (0.587f * samples[at + 1]) + (0.114f * samples[at + 2]);
    }

    // The sample nearest to the middle of each of 64 x 64 fields.
    private static void Decimate(ReadOnlySpan<float> blurred, int width, int height, Span<float> samples)
    {
        const int Side = PdqFrequencies.Side;
        for (var y = 0; y < Side; y++)
        {
            var row = (int)((y + 0.5) * height / Side) * width;
            for (var x = 0; x < Side; x++)
                samples[(y * Side) + x] = blurred[row + (int)((x + 0.5) * width / Side)];
        }
    }
}

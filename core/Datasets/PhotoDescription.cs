using System.Security.Cryptography;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Statistics;
using PhotoScore.Core.Deduplication;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Datasets;

/// <summary>Hashes and measures a photo. The hashes that cost most are computed only for recipes that ask for them.</summary>
public static class PhotoDescription
{
    /// <summary>All facts of a photo but where it will lie.</summary>
    /// <param name="bytes">The downloaded file.</param>
    /// <param name="photo">What the file holds, decoded in full.</param>
    /// <param name="stored">What of it will be stored.</param>
    /// <param name="recipe">Which hashes are needed.</param>
    public static PhotoFacts Of(byte[] bytes, DecodedImage photo, Pixels stored, DuplicatesRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(recipe);
        using var grey = Luma.Of(photo.Pixels);
        var dhash = DHash.WithMirror(grey);
        var phash = PHash.WithMirror(grey);
        return new PhotoFacts
        {
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Bytes = bytes.Length,
            Format = photo.Format.Code(),
            DHash = dhash.Hash.Bits,
            PHash = phash.Hash.Bits,
            Mirror = recipe.Mirror ? new MirrorHashes(dhash.Mirror.Bits, phash.Mirror.Bits) : null,
            Pdq = recipe.Uses(PerceptualHash.Pdq) ? Pdq.Of(photo.Pixels) : null,
            Width = photo.Width,
            Height = photo.Height,
            Moments = PhotoMoments.Of(stored.Span),
            Offset = 0,
            Length = 0,
        };
    }
}

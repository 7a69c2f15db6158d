using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Datasets.Chunks.Filters;

/// <summary>A rule about photos, ready to be asked from several threads at once.</summary>
internal interface IPhotoFilter
{
    /// <summary>Why the photo is left out; null when it is kept.</summary>
    PhotoRefusal? Check(DecodedImage photo);
}

/// <summary>A photo that a filter leaves out.</summary>
/// <param name="Outcome">A word of the ledger.</param>
/// <param name="Detail">What was measured, and what the recipe asks for.</param>
internal sealed record PhotoRefusal(string Outcome, string Detail)
{
    public static PhotoRefusal Of(string outcome, FormattableString detail) => new(outcome, FormattableString.Invariant(detail));
}

namespace PhotoScore.Trainer.Features;

/// <summary>Features of some photos in a row, as they are kept.</summary>
/// <param name="First">The first photo's number.</param>
/// <param name="Features">A row a photo.</param>
/// <param name="Threads">Torch's threads: other numbers of them round differently, so what is still missing is computed with this one.</param>
internal sealed record FeaturePart(int First, FeatureMatrix Features, int Threads)
{
    public int End => First + Features.Rows;
}

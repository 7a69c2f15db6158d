using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.Datasets.Chunks.Filters;

/// <summary>The filters of a recipe, in its order. Disposing it lets go of the models that they hold.</summary>
internal sealed class PhotoFilterSet(IReadOnlyList<IPhotoFilter> filters, IReadOnlyList<LoadedModel> held) : IDisposable
{
    public static PhotoFilterSet None { get; } = new([], []);

    /// <summary>Why the first filter that leaves the photo out does so; null when all keep it.</summary>
    public PhotoRefusal? Check(DecodedImage photo)
    {
        foreach (var filter in filters)
        {
            if (filter.Check(photo) is { } refusal)
                return refusal;
        }
        return null;
    }

    public void Dispose()
    {
        foreach (var model in held)
            model.Release();
    }
}

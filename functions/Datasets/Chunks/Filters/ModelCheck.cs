using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.Datasets.Chunks.Filters;

/// <summary>Photos of which a published model gives a class enough probability: the very answer that <c>predict</c> would give.</summary>
internal sealed class ModelCheck(ModelFilter filter, LoadedModel model) : IPhotoFilter
{
    public PhotoRefusal? Check(DecodedImage photo)
    {
        var probability = Inference.Answer(model, photo.Pixels).Probabilities![filter.Class];
        return probability >= filter.MinProbability
            ? null
            : PhotoRefusal.Of(Outcomes.BelowProbability,
                $"{filter.Model} {model.Manifest.Version} gives {filter.Class} a probability of {probability:0.####}; the recipe asks for {filter.MinProbability}.");
    }
}

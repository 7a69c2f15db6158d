using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Faces;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.Datasets.Chunks.Filters;

/// <summary>Makes the filters of an accepted recipe; models and the face detector are loaded once a process.</summary>
internal sealed class PhotoFilters(FaceDetectors detectors, ModelSessions models)
{
    /// <summary>The filters that look at photos, in the recipe's order.</summary>
    /// <exception cref="BuildFaultException">A model version is gone, or another face detector is configured than when the build was accepted.</exception>
    public async Task<PhotoFilterSet> OfAsync(IReadOnlyList<FilterRecipe> recipe, CancellationToken cancellation)
    {
        var (filters, held) = (new List<IPhotoFilter>(), new List<LoadedModel>());
        try
        {
            foreach (var filter in recipe.OfType<PhotoFilterRecipe>())
            {
                filters.Add(filter switch
                {
                    ResolutionFilter resolution => new ResolutionCheck(resolution),
                    QualityFilter quality => new QualityCheck(quality),
                    FacesFilter faces => new FacesCheck(faces, await DetectorAsync(faces, cancellation)),
                    ModelFilter gate => new ModelCheck(gate, await HoldAsync(gate, held, cancellation)),
                    _ => throw new NotSupportedException($"{filter.GetType().Name} is no filter on photos that is known here."),
                });
            }
            return new PhotoFilterSet(filters, held);
        }
        catch
        {
            held.ForEach(model => model.Release());
            throw;
        }
    }

    private async Task<FaceDetector> DetectorAsync(FacesFilter filter, CancellationToken cancellation)
    {
        var detector = await detectors.GetAsync(cancellation);
        return filter.Detector is null || filter.Detector == detector.Sha256
            ? detector
            : throw new BuildFaultException($"The build was accepted with face detector {filter.Detector}, now {detector.Sha256} is configured. Configure the former, or post the recipe again.");
    }

    private async Task<LoadedModel> HoldAsync(ModelFilter filter, List<LoadedModel> held, CancellationToken cancellation)
    {
        var version = filter.Version
            ?? throw new BuildFaultException($"The recipe names no version of {filter.Model}. Post it again: the current version is written in then.");
        var model = await models.HoldAsync(filter.Model, version, cancellation)
            ?? throw new BuildFaultException($"{filter.Model} {version} is gone; post a recipe with a version that is published.");
        held.Add(model);
        return model;
    }
}

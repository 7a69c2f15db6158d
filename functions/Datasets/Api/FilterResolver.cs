using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Faces;
using PhotoScore.Functions.Models;

namespace PhotoScore.Functions.Datasets.Api;

/// <summary>
/// Settles what a recipe's filters leave open, so that the stored recipe says all: the version of a model, the face detector. A model that
/// is promoted while a build runs changes nothing in it.
/// </summary>
internal sealed class FilterResolver(ModelCatalog models, FaceDetectors detectors)
{
    /// <summary>The recipe with everything written in.</summary>
    /// <param name="recipe">As it was read.</param>
    /// <param name="faults">Gets what can't be settled, by the place in the recipe.</param>
    /// <param name="cancellation">Stops the look-ups.</param>
    public async Task<Recipe> ResolveAsync(Recipe recipe, IDictionary<string, string[]> faults, CancellationToken cancellation)
    {
        var filters = new List<FilterRecipe>();
        foreach (var (index, filter) in recipe.Filters.Index())
        {
            var path = $"$.filters[{index}]";
            filters.Add(filter switch
            {
                FacesFilter faces => await FacesAsync(faces, path, faults, cancellation),
                ModelFilter gate => await ModelAsync(gate, path, faults, cancellation),
                _ => filter,
            });
        }
        return recipe with { Filters = filters };
    }

    private async Task<FacesFilter> FacesAsync(FacesFilter filter, string path, IDictionary<string, string[]> faults, CancellationToken cancellation)
    {
        try
        {
            var detector = await detectors.GetAsync(cancellation);
            if (filter.Detector is not null && filter.Detector != detector.Sha256)
                faults[$"{path}.detector"] = [$"This app's face detector is {detector.Sha256}. Write that, leave this member out, or configure the other detector."];
            return filter with { Detector = detector.Sha256 };
        }
        catch (InvalidDataException e)
        {
            faults[path] = [e.Message];
            return filter;
        }
    }

    private async Task<ModelFilter> ModelAsync(ModelFilter filter, string path, IDictionary<string, string[]> faults, CancellationToken cancellation)
    {
        var version = filter.Version ?? await CurrentAsync(filter.Model, cancellation);
        if (version is not { } settled)
        {
            faults[$"{path}.model"] = [(await models.VersionsAsync(filter.Model, cancellation)).Count == 0
                ? await UnknownModel.DescribeAsync(models, filter.Model.Value, cancellation)
                : $"No version of {filter.Model} is current: add the member 'version', or promote a version first."];
            return filter;
        }

        if (await models.ManifestAsync(filter.Model, settled, cancellation) is not { } manifest)
            faults[$"{path}.version"] = [await UnknownModel.DescribeAsync(models, filter.Model.Value, settled.ToString(), cancellation)];
        else if (!manifest.Classes.Contains(filter.Class, StringComparer.Ordinal))
            faults[$"{path}.class"] = [$"{filter.Model} {settled} has no class '{filter.Class}'. It has: {string.Join(", ", manifest.Classes)}."];
        return filter with { Version = settled };
    }

    // Of several that share the requests, the one that answers most of them.
    private async Task<VersionId?> CurrentAsync(ModelName model, CancellationToken cancellation) =>
        (await models.CurrentAsync(model, cancellation))?.Value.Routes.MaxBy(route => route.Share)?.Version;
}

using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Training;

namespace PhotoScore.Functions.Models.Routing;

/// <summary>Whether versions may answer in one another's place.</summary>
internal sealed class RouteVersions(ModelCatalog catalog)
{
    /// <summary>Tells every version that is not there, not published, or tells other classes apart than the first.</summary>
    public async Task CheckAsync(ModelName model, RoutesRequest asked, RequestFaults faults, CancellationToken cancellation)
    {
        ModelManifest? first = null;
        foreach (var (path, version) in Named(asked))
        {
            if (await ManifestAsync(model, version, path, faults, cancellation) is not { } manifest)
                continue;
            first ??= manifest;
            if (!first.Classes.SequenceEqual(manifest.Classes))
                faults.Add(path, $"{version} tells {string.Join(", ", manifest.Classes)} apart, {first.Version} {string.Join(", ", first.Classes)}: callers would get answers of two kinds.");
        }
    }

    /// <summary>A version that is to answer and is not published any more; null when all are.</summary>
    public async Task<VersionId?> GoneAsync(ModelName model, CurrentModel routes, CancellationToken cancellation)
    {
        foreach (var route in routes.Routes)
        {
            if (!await catalog.IsPublishedAsync(model, route.Version, cancellation))
                return route.Version;
        }
        return null;
    }

    private static IEnumerable<(string Path, VersionId Version)> Named(RoutesRequest asked)
    {
        foreach (var (i, route) in asked.Routes.Index())
            yield return ($"$.routes[{i}].version", route.Version);
        if (asked.Shadow is { } shadow)
            yield return ("$.shadow", shadow);
    }

    private async Task<ModelManifest?> ManifestAsync(ModelName model, VersionId version, string path, RequestFaults faults, CancellationToken cancellation)
    {
        try
        {
            if (await catalog.ManifestAsync(model, version, cancellation) is { } manifest)
                return manifest;
            faults.Add(path, await UnknownModel.DescribeAsync(catalog, model.Value, version.ToString(), cancellation));
        }
        catch (InvalidDataException e)
        {
            faults.Add(path, $"{version} is damaged: {e.Message}");
        }
        return null;
    }
}

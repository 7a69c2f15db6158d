using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Models;

/// <summary>Which models and versions there are.</summary>
internal sealed class ModelCatalog(PhotoStorage storage)
{
    /// <summary>Names of models that have at least one version, in order, after <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<ModelName>> NamesAsync(string? after, int limit, CancellationToken cancellation)
    {
        var names = new List<ModelName>();
        var options = new GetBlobsByHierarchyOptions { Delimiter = "/" };
        await foreach (var item in storage.Models.GetBlobsByHierarchyAsync(options, cancellation))
        {
            if (names.Count == limit)
                break;
            if (item.IsPrefix && ModelName.TryParse(item.Prefix.TrimEnd('/'), out var name) && string.CompareOrdinal(name.Value, after) > 0)
                names.Add(name);
        }
        return names;
    }

    /// <summary>Every version that was allocated, published or not, oldest first; empty for an unknown model.</summary>
    public async Task<IReadOnlyList<VersionId>> VersionsAsync(ModelName model, CancellationToken cancellation)
    {
        var versions = new List<VersionId>();
        var prefix = $"{model}/";
        var options = new GetBlobsByHierarchyOptions { Delimiter = "/", Prefix = prefix };
        await foreach (var item in storage.Models.GetBlobsByHierarchyAsync(options, cancellation))
        {
            if (item.IsPrefix && VersionId.TryParse(item.Prefix[prefix.Length..].TrimEnd('/'), out var version))
                versions.Add(version);
        }
        versions.Sort();
        return versions;
    }

    /// <summary>Whether a model has anything stored: a version, published or not, or a sweep that has yet to find one.</summary>
    public async Task<bool> ExistsAsync(ModelName model, CancellationToken cancellation)
    {
        await foreach (var _ in storage.Models.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{model}/" }, cancellation))
            return true;
        return false;
    }

    /// <summary>The manifest of a published version; null for any other.</summary>
    public async Task<ModelManifest?> ManifestAsync(ModelName model, VersionId version, CancellationToken cancellation) =>
        (await storage.Models.ReadJsonAsync<ModelManifest>(new ModelPaths(model, version).Manifest, cancellation))?.Value;

    /// <summary>Which versions answer when none is named; null before the first promotion.</summary>
    public Task<JsonBlob<CurrentModel>?> CurrentAsync(ModelName model, CancellationToken cancellation) =>
        storage.Models.ReadJsonAsync<CurrentModel>(ModelPaths.Current(model), cancellation);

    /// <summary>Whether a version was published.</summary>
    public async Task<bool> IsPublishedAsync(ModelName model, VersionId version, CancellationToken cancellation) =>
        await storage.Models.GetBlobClient(new ModelPaths(model, version).Manifest).ExistsAsync(cancellation);
}

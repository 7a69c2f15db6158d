using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Scorings;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Scorings;

/// <summary>Which scorings there are.</summary>
internal sealed class ScoringCatalog(PhotoStorage storage)
{
    /// <summary>Every model that has a scoring, in the order of names.</summary>
    public async Task<IReadOnlyList<ModelName>> ModelsAsync(CancellationToken cancellation) =>
        await ChildrenAsync("", cancellation).Where(name => ModelName.TryParse(name, out _)).Select(name => ModelName.Parse(name)).ToListAsync(cancellation);

    /// <summary>Every scoring of a model, oldest first.</summary>
    public async Task<IReadOnlyList<VersionId>> ScoringsAsync(ModelName model, CancellationToken cancellation)
    {
        var scorings = new List<VersionId>();
        await foreach (var name in ChildrenAsync(ScoringPaths.All(model), cancellation))
        {
            if (VersionId.TryParse(name, out var scoring))
                scorings.Add(scoring);
        }
        scorings.Sort();
        return scorings;
    }

    /// <summary>What was asked for; null when there is no such scoring.</summary>
    public Task<AcceptedScoring?> AcceptedAsync(ScoringKey scoring, CancellationToken cancellation) =>
        storage.Scorings.TryReadJsonAsync<AcceptedScoring>(scoring.Paths().Request, cancellation);

    /// <summary>What was asked for.</summary>
    /// <exception cref="ScoringFaultException">The scoring was deleted.</exception>
    public async Task<AcceptedScoring> RequiredAsync(ScoringKey scoring, CancellationToken cancellation) =>
        await AcceptedAsync(scoring, cancellation)
        ?? throw new ScoringFaultException($"{scoring.Paths().Request} is gone: the scoring was deleted. Start another one.");

    /// <summary>What it came to; null before it is complete.</summary>
    public Task<ScoringManifest?> ManifestAsync(ScoringKey scoring, CancellationToken cancellation) =>
        storage.Scorings.TryReadJsonAsync<ScoringManifest>(scoring.Paths().Manifest, cancellation);

    private IAsyncEnumerable<string> ChildrenAsync(string prefix, CancellationToken cancellation) =>
        storage.Scorings.GetBlobsByHierarchyAsync(new GetBlobsByHierarchyOptions { Delimiter = "/", Prefix = prefix }, cancellation)
            .Where(item => item.IsPrefix)
            .Select(item => item.Prefix[prefix.Length..].TrimEnd('/'));
}

/// <summary>Where the photos of a request lie.</summary>
internal static class ScoringContainers
{
    public static BlobContainerClient ContainerOf(this PhotoStorage storage, ScoringRequest request) =>
        request.Container == ScoringContainer.Sources ? storage.Sources : storage.Uploads;
}

using Azure;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Models.Comparing;
using PhotoScore.Functions.Models.Routing;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Models;

/// <summary>Makes a version current. Of several at the same moment each one judges what the one before it left.</summary>
internal sealed class Promoter(PhotoStorage storage, ModelCatalog catalog, ModelComparer comparer, TimeProvider time)
{
    private readonly RouteStore _routes = new(storage);

    /// <summary>Promotes a published version where the rule says so. Already current is success, so it can be called again.</summary>
    /// <exception cref="InvalidOperationException">The version is not published.</exception>
    public async Task<PromotionOutcome> PromoteAsync(ModelName model, VersionId version, Promotion rule, CancellationToken cancellation)
    {
        var candidate = await catalog.ManifestAsync(model, version, cancellation)
            ?? throw new InvalidOperationException($"{model} {version} is not published: there is no {new ModelPaths(model, version).Manifest}.");
        while (true)
        {
            var read = await _routes.ReadAsync(model, cancellation);
            var current = read.Current;
            if (current?.Routes is [var only] && only.Version == version)
                return new(true, current.Reason);

            var main = current?.Routes.MaxBy(route => route.Share)?.Version;
            var comparison = rule == Promotion.IfBetter && main is { } other ? await CompareAsync(candidate, other, cancellation) : null;
            var outcome = Promotions.Judge(candidate, main, comparison, rule);
            if (!outcome.Promoted || await _routes.SwapAsync(model, read, Next(version, current, outcome.Reason), cancellation))
                return outcome;
        }
    }

    /// <summary>
    /// What the trainer found, if it asked the version that is current now. Another one may have become current since: then what both were tested on is compared, as far as
    /// they share it.
    /// </summary>
    private async Task<ModelComparison?> CompareAsync(ModelManifest candidate, VersionId main, CancellationToken cancellation)
    {
        var known = (await storage.Models.ReadJsonAsync<ModelComparison>(new ModelPaths(candidate.Model, candidate.Version).Comparison, cancellation))?.Value;
        if (known?.Current == main && known.Difference is not null)
            return known;
        try
        {
            var compared = await catalog.ManifestAsync(candidate.Model, main, cancellation) is { } current
                ? await comparer.CompareAsync(candidate, current, cancellation)
                : null;
            return compared ?? (known?.Current == main ? known : null);
        }
        catch (Exception e) when (e is InvalidDataException or RequestFailedException { Status: 404 })
        {
            return new() { Current = main, TestPhotos = 0, Photos = 0, Fault = e.Message };
        }
    }

    private CurrentModel Next(VersionId version, CurrentModel? current, string reason) => RouteHistory.Next(
        current, [new(version, 1)], current?.Shadow is { } shadow && shadow != version ? shadow : null, reason, time.GetUtcNow());
}

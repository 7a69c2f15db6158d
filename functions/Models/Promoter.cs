using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Models;

/// <summary>Makes a version current. Of several at the same moment each one judges what the one before it left.</summary>
internal sealed class Promoter(PhotoStorage storage, ModelCatalog catalog)
{
    /// <summary>Promotes a published version where the rule says so. Already current is success, so it can be called again.</summary>
    /// <exception cref="InvalidOperationException">The version is not published.</exception>
    public async Task<PromotionOutcome> PromoteAsync(ModelName model, VersionId version, Promotion rule, CancellationToken cancellation)
    {
        var candidate = await catalog.ManifestAsync(model, version, cancellation)
            ?? throw new InvalidOperationException($"{model} {version} is not published: there is no {new ModelPaths(model, version).Manifest}.");
        while (true)
        {
            var current = await catalog.CurrentAsync(model, cancellation);
            if (current?.Value.Routes is [var only] && only.Version == version)
                return new(true, current.Value.Reason);

            var outcome = Promotions.Judge(candidate, await MainAsync(model, current?.Value, cancellation), rule);
            if (!outcome.Promoted || await SwapAsync(model, version, current, outcome.Reason, cancellation))
                return outcome;
        }
    }

    private async Task<ModelManifest?> MainAsync(ModelName model, CurrentModel? current, CancellationToken cancellation) =>
        current?.Routes.MaxBy(route => route.Share) is { } main ? await catalog.ManifestAsync(model, main.Version, cancellation) : null;

    private Task<bool> SwapAsync(
        ModelName model, VersionId version, JsonBlob<CurrentModel>? current, string reason, CancellationToken cancellation)
    {
        var next = new CurrentModel
        {
            Routes = [new(version, 1)],
            Shadow = current?.Value.Shadow is { } shadow && shadow != version ? shadow : null,
            Reason = reason,
        };
        var name = ModelPaths.Current(model);
        return current is null
            ? storage.Models.CreateJsonAsync(name, next, cancellation)
            : storage.Models.ReplaceJsonAsync(name, next, current.ETag, cancellation);
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.Datasets.Chunks;
using PhotoScore.Functions.Problems;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Api;

/// <summary>A repeat of failures that was accepted.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Version">The new version.</param>
/// <param name="StatusUrl">Where its build tells how far it is.</param>
/// <param name="RetryOf">The version whose failures are tried again.</param>
/// <param name="Retried">How many candidates are tried again, by the outcome that they had.</param>
internal sealed record AcceptedRetry(DatasetName Dataset, VersionId Version, string StatusUrl, VersionId RetryOf, IReadOnlyDictionary<string, int> Retried);

/// <summary>
/// <c>POST …/{version}/retry-failed</c>: a new version of the same recipe and the same candidates that tries again only what may now succeed;
/// all else is carried over with its outcome. 202 as for a build; 409 while the version is not complete, and when there is nothing to try.
/// </summary>
internal sealed class RetryFailed(BuildStarter starter, PhotoStorage storage)
{
    private readonly DatasetStore _store = new(storage.Datasets);

    [Function(nameof(RetryFailed))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = DatasetRoutes.RetryFailed)] HttpRequest request,
        string dataset,
        string version,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var faults = new Dictionary<string, string[]>();
        var origin = IdempotencyKey.Read(request, content: "", fault => faults[IdempotencyKey.Header] = [fault]);
        if (faults.Count > 0)
            return Problem.Invalid("This can't be tried again", faults);
        if (DatasetRoutes.Read(dataset, version) is not { } build || await _store.RecipeAsync(build.Paths, cancellation) is not { } accepted)
            return DatasetRoutes.Unknown(dataset, version);
        if (await _store.ManifestAsync(build.Paths, cancellation) is null)
            return DatasetRoutes.NotYet(build);
        if (await RetryableAsync(build, cancellation) is not { Count: > 0 } retryable)
            return Problem.Conflict($"No photo of {build.Dataset} {build.Version} failed in a way that may have passed since. POST a recipe to build anew, listing and all.");

        var retry = await starter.AcceptAsync(build.Dataset, accepted.Recipe with { RetryOf = build.Version }, origin, client, cancellation);
        var status = DatasetRoutes.Build(retry);
        return ApiJson.Accepted(request, status, new AcceptedRetry(retry.Dataset, retry.Version, status, build.Version, retryable));
    }

    // What its source skipped is in the ledger too, and only a new listing could bring it back: the chunks hold what was fetched.
    private async Task<SortedDictionary<string, int>> RetryableAsync(BuildId build, CancellationToken cancellation)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var chunk in storage.Datasets.ChunksAsync(build.Paths, cancellation))
        {
            foreach (var (outcome, count) in ChunkTally.Parse(chunk.Marks?.Counts ?? ""))
            {
                if (OutcomeCatalog.MayPass(outcome))
                    counts[outcome] = counts.GetValueOrDefault(outcome) + count;
            }
        }
        return counts;
    }
}

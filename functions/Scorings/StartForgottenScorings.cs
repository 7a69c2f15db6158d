using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Scorings;

/// <summary>Starts scorings that were never started, because the process died just after they were accepted.</summary>
internal sealed class StartForgottenScorings(
    PhotoStorage storage, ScoringCatalog catalog, ScoringStarter starter, TimeProvider time, ILogger<StartForgottenScorings> logger)
{
    // A younger one is being started by the request that brought it.
    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(30);

    // Instances may be purged from the hub; what is older was seen by this function many times.
    private static readonly TimeSpan MostAge = TimeSpan.FromDays(7);

    [Function(nameof(StartForgottenScorings))]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        foreach (var model in await catalog.ModelsAsync(cancellation))
        {
            foreach (var scoring in await catalog.ScoringsAsync(model, cancellation))
            {
                var key = new ScoringKey(model, scoring);
                if (await IsForgottenAsync(key, client, cancellation) && await starter.EnsureInstanceAsync(key, client, cancellation))
                    logger.ForgottenScoringStarted(model, scoring);
            }
        }
    }

    private async Task<bool> IsForgottenAsync(ScoringKey key, DurableTaskClient client, CancellationToken cancellation) =>
        await catalog.AcceptedAsync(key, cancellation) is { } accepted
        && time.GetUtcNow() - accepted.AcceptedAt is var age && age > LeastAge && age < MostAge
        && await client.GetInstanceAsync(key.InstanceId, cancellation) is null
        && await catalog.ManifestAsync(key, cancellation) is null
        && !await storage.Scorings.GetBlobClient(key.Paths().Cancelled).ExistsAsync(cancellation);
}

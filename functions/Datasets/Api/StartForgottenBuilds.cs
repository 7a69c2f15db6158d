using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Datasets;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Api;

/// <summary>Starts recipes whose build was never started, because the process died in between.</summary>
internal sealed class StartForgottenBuilds(PhotoStorage storage, TimeProvider time, ILogger<StartForgottenBuilds> logger)
{
    // A younger recipe is being started by the request that brought it.
    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(30);
    private readonly DatasetStore _store = new(storage.Datasets);

    [Function(nameof(StartForgottenBuilds))]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        await foreach (var name in _store.NamesAsync(cancellation: cancellation))
        {
            foreach (var version in await _store.VersionsAsync(name, cancellation))
            {
                var build = new BuildId(name, version.Version);
                if (!version.Complete && await IsForgottenAsync(build, client, cancellation) && await BuildStarter.StartAsync(build, client, cancellation))
                    Log.ForgottenBuildStarted(logger, build.Dataset, build.Version);
            }
        }
    }

    private async Task<bool> IsForgottenAsync(BuildId build, DurableTaskClient client, CancellationToken cancellation) =>
        await client.GetInstanceAsync(build.InstanceId, cancellation) is null
        && await _store.RecipeAsync(build.Paths, cancellation) is { } recipe
        && time.GetUtcNow() - recipe.AcceptedAt > LeastAge
        && !await storage.Datasets.GetBlobClient(build.Work.Cancelled).ExistsAsync(cancellation);
}

using Azure;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Training;

/// <summary>Starts trainings whose acceptance was written just before a crash.</summary>
internal sealed class StrayTrainings(
    PhotoStorage storage, ModelCatalog catalog, TrainingStarter starter, TimeProvider time, ILogger<StrayTrainings> logger)
{
    // A request that is being answered right now starts its own training.
    private static readonly TimeSpan Youngest = TimeSpan.FromSeconds(30);

    // Instances may be purged from the hub; what is older was seen by this function many times.
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(7);

    [Function("StartStrayTrainings")]
    public async Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        string? after = null;
        while (await catalog.NamesAsync(after, 100, cancellation) is { Count: > 0 } models)
        {
            foreach (var model in models)
                await StartAsync(model, client, cancellation);
            after = models[^1].Value;
        }
    }

    private async Task StartAsync(ModelName model, DurableTaskClient client, CancellationToken cancellation)
    {
        foreach (var version in await catalog.VersionsAsync(model, cancellation))
        {
            var training = new TrainingKey(model, version);
            if (await IsDueAsync(training, cancellation) && await starter.EnsureInstanceAsync(training, client, cancellation))
                logger.StrayStarted(training.InstanceId);
        }
    }

    private async Task<bool> IsDueAsync(TrainingKey training, CancellationToken cancellation)
    {
        try
        {
            var accepted = await storage.Models.GetBlobClient(training.Paths().Request).GetPropertiesAsync(cancellationToken: cancellation);
            var age = time.GetUtcNow() - accepted.Value.CreatedOn;
            return age > Youngest && age < Oldest && !await catalog.IsPublishedAsync(training.Model, training.Version, cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }
}

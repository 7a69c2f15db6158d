using Azure;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Storage;
using PhotoScore.Functions.Training.Sweeps;

namespace PhotoScore.Functions.Training;

/// <summary>Starts trainings and sweeps whose acceptance was written just before a crash.</summary>
internal sealed class StrayTrainings(
    PhotoStorage storage, ModelCatalog catalog, TrainingStarter starter, SweepCatalog sweeps, SweepStarter sweepStarter, TimeProvider time,
    ILogger<StrayTrainings> logger)
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
            if (await IsDueAsync(training.Paths().Request, cancellation)
                && !await catalog.IsPublishedAsync(training.Model, training.Version, cancellation) && await starter.EnsureInstanceAsync(training, client, cancellation))
                logger.StrayStarted(training.InstanceId);
        }

        foreach (var number in await sweeps.SweepsAsync(model, cancellation))
        {
            var sweep = new SweepKey(model, number);
            if (await IsDueAsync(sweep.Paths().Request, cancellation) && await sweeps.AcceptedAsync(sweep, cancellation) is { } accepted
                && await sweepStarter.EnsureInstanceAsync(sweep, accepted, client, cancellation))
            {
                logger.StrayStarted(sweep.InstanceId);
            }
        }
    }

    private async Task<bool> IsDueAsync(string request, CancellationToken cancellation)
    {
        try
        {
            var accepted = await storage.Models.GetBlobClient(request).GetPropertiesAsync(cancellationToken: cancellation);
            var age = time.GetUtcNow() - accepted.Value.CreatedOn;
            return age > Youngest && age < Oldest;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }
}

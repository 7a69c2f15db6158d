using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;
using PhotoScore.Local.Runtime.Functions;
using PhotoScore.Local.Runtime.Hosting;

namespace PhotoScore.Local.Runtime.Blobs;

/// <summary>Runs a function for one blob until it succeeds or has had its tries; then a message says that it was given up.</summary>
/// <param name="function">The function.</param>
/// <param name="container">The blob's container.</param>
/// <param name="receipts">Where it is written down.</param>
/// <param name="poison">Queue <c>webjobs-blobtrigger-poison</c>.</param>
/// <param name="settings">How many tries.</param>
/// <param name="invoker">Runs the function.</param>
/// <param name="grace">When running functions are cancelled.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The trigger's log.</param>
internal sealed class BlobRunner(
    DiscoveredFunction function,
    BlobContainerClient container,
    BlobReceipts receipts,
    QueueClient poison,
    BlobSettings settings,
    FunctionInvoker invoker,
    ShutdownGrace grace,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);

    /// <param name="name">The blob.</param>
    /// <param name="etag">Its version.</param>
    /// <param name="captures">What its name says.</param>
    /// <param name="attempts">Tries that were begun before.</param>
    public async Task RunAsync(string name, string etag, Dictionary<string, object?> captures, int attempts)
    {
        while (attempts < settings.PoisonBlobThreshold)
        {
            attempts++;
            await receipts.WriteAsync(name, new(etag, attempts, Settled: false));
            switch (await TryAsync(name, captures))
            {
                case Outcome.Handled:
                    await receipts.WriteAsync(name, new(etag, attempts, Settled: true));
                    return;
                case Outcome.Interrupted:
                    await receipts.WriteAsync(name, new(etag, attempts - 1, Settled: false));
                    return;
                default:
                    if (!await IsPresentAsync(name, etag))
                        return;
                    break;
            }
            if (attempts < settings.PoisonBlobThreshold)
                await Task.Delay(FirstDelay * Math.Pow(2, attempts - 1), time, grace.Expired).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (grace.Expired.IsCancellationRequested)
                return;
        }
        await GiveUpAsync(name, etag, attempts);
    }

    private async Task<Outcome> TryAsync(string name, Dictionary<string, object?> captures)
    {
        try
        {
            await using var input = new BlobInput(container, name, captures);
            await invoker.InvokeAsync(function, input, grace.Expired);
            return Outcome.Handled;
        }
        catch (OperationCanceledException) when (grace.Expired.IsCancellationRequested)
        {
            return Outcome.Interrupted;
        }
        catch (Exception)
        {
            // The invoker has logged it.
            return Outcome.Failed;
        }
    }

    /// <summary>Whether this version is still there: one that was removed or replaced is no failure of the function's.</summary>
    private async Task<bool> IsPresentAsync(string name, string etag)
    {
        try
        {
            return (await container.GetBlobClient(name).GetPropertiesAsync()).Value.ETag.ToString("H") == etag;
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return false;
        }
    }

    private async Task GiveUpAsync(string name, string etag, int attempts)
    {
        var message = new
        {
            Type = "BlobTrigger",
            FunctionId = $"Host.Functions.{function.Name}",
            BlobType = "BlockBlob",
            ContainerName = container.Name,
            BlobName = name,
            ETag = etag,
        };
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(message)));
        await receipts.WriteAsync(name, new(etag, attempts, Settled: true));
        logger.BlobGivenUp(container.Name, name, attempts, poison.Name);
    }

    private enum Outcome
    {
        Handled,
        Interrupted,
        Failed,
    }
}

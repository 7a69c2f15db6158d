using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Json;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;

namespace PhotoScore.Functions.Training;

/// <summary>Passes the trainer's hints on to the orchestrations.</summary>
internal sealed class TrainingEvents(TrainingWaker waker, ILogger<TrainingEvents> logger)
{
    [Function("OnTrainingEvent")]
    public async Task Run(
        [QueueTrigger(Containers.TrainingEvents)] string message, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (Read(message) is { } hint)
            await waker.WakeAsync(client, hint.InstanceId, hint, cancellation);
        else
            logger.HintUnreadable(message);
    }

    private static TrainingEvent? Read(string message)
    {
        try
        {
            return JsonSerializer.Deserialize<TrainingEvent>(message, StoredJson.Compact);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Training;

namespace PhotoScore.Functions.Training;

/// <summary>Makes an orchestration look sooner. A hint may be lost: the orchestration looks by itself from time to time.</summary>
internal sealed class TrainingWaker(ILogger<TrainingWaker> logger)
{
    public async Task WakeAsync(DurableTaskClient client, string instanceId, TrainingEvent? hint, CancellationToken cancellation)
    {
        try
        {
            if (await client.GetInstanceAsync(instanceId, cancellation) is { IsCompleted: false })
                await client.RaiseEventAsync(instanceId, WatchedTraining.WakeUp, hint, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Ended between the two calls, for example; each host throws a type of its own.
            logger.HintLost(e, instanceId);
        }
    }
}

using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PhotoScore.Functions.Orchestrations;

/// <summary>Why an orchestration failed.</summary>
internal static class OrchestrationFailure
{
    /// <summary>The message of what failed first, for people.</summary>
    public static string FailureReason(this OrchestrationMetadata instance)
    {
        // Below the tasks that failed because another one did; the real host may give the reason only as the output's text.
        var failure = instance.FailureDetails;
        while (failure is { InnerFailure: { } inner } && failure.ErrorType == typeof(TaskFailedException).FullName)
            failure = inner;
        return failure?.ErrorMessage ?? instance.SerializedOutput ?? "It failed, and its history does not say why.";
    }
}

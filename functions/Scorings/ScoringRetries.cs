using Microsoft.DurableTask;

namespace PhotoScore.Functions.Scorings;

/// <summary>How the steps of a scoring are tried again.</summary>
internal static class ScoringRetries
{
    /// <summary>Eight attempts over about four minutes outlast a restart of storage; a fault of the scoring itself is final.</summary>
    public static readonly TaskOptions Options = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 8,
        firstRetryInterval: TimeSpan.FromSeconds(2),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(1))
    {
        HandleFailure = failure => !failure.IsCausedBy<ScoringFaultException>(),
    });
}

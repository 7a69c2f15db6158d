using Microsoft.Extensions.Logging;

namespace PhotoScore.Functions.Training;

internal static partial class Log
{
    [LoggerMessage(301, LogLevel.Debug, "A hint for {InstanceId} was lost; it looks by itself later.")]
    public static partial void HintLost(this ILogger logger, Exception error, string instanceId);

    [LoggerMessage(302, LogLevel.Warning, "A message on the queue of training events is none and was dropped: {Message}")]
    public static partial void HintUnreadable(this ILogger logger, string message);

    [LoggerMessage(303, LogLevel.Warning, "Started {InstanceId}, which a crash had left without an orchestration.")]
    public static partial void StrayStarted(this ILogger logger, string instanceId);

    [LoggerMessage(304, LogLevel.Warning, "{Build} is complete, but the training that its recipe asks for can't be started: {Reason}")]
    public static partial void BuildTrainingRefused(this ILogger logger, string build, string reason);
}

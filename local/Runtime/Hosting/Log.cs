using Microsoft.Extensions.Logging;

namespace PhotoScore.Local.Runtime.Hosting;

internal static partial class Log
{
    [LoggerMessage(10, LogLevel.Information, "Function {Function}")]
    public static partial void Listing(this ILogger logger, string function);

    [LoggerMessage(11, LogLevel.Warning, "Can't look at {What}, trying again: {Error}")]
    public static partial void LookFailed(this ILogger logger, string what, string error);

    [LoggerMessage(12, LogLevel.Critical, "The listener of {What} ended; the host stops")]
    public static partial void ListenerEnded(this ILogger logger, Exception error, string what);

    [LoggerMessage(13, LogLevel.Information, "Stopping: running functions have {Seconds} s to end")]
    public static partial void Stopping(this ILogger logger, double seconds);

    [LoggerMessage(14, LogLevel.Critical, "This host can run no more orchestrations and ends with exit code 1. See that storage runs and start it again; it goes on where it was")]
    public static partial void HubLost(this ILogger logger);
}

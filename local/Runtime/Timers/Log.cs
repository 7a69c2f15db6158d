using Microsoft.Extensions.Logging;

namespace PhotoScore.Local.Runtime.Timers;

internal static partial class Log
{
    [LoggerMessage(40, LogLevel.Warning, "The schedule status of '{Function}' could not be written; after a restart it may run once more: {Error}")]
    public static partial void StatusNotWritten(this ILogger logger, string function, string error);
}

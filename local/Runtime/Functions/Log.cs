using Microsoft.Extensions.Logging;

namespace PhotoScore.Local.Runtime.Functions;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Executing '{Function}' ({InvocationId})")]
    public static partial void Executing(this ILogger logger, string function, string invocationId);

    [LoggerMessage(2, LogLevel.Debug, "Executed '{Function}' ({InvocationId})")]
    public static partial void Executed(this ILogger logger, string function, string invocationId);

    [LoggerMessage(3, LogLevel.Information, "'{Function}' was cancelled ({InvocationId})")]
    public static partial void Cancelled(this ILogger logger, string function, string invocationId);

    [LoggerMessage(4, LogLevel.Error, "'{Function}' failed ({InvocationId})")]
    public static partial void Failed(this ILogger logger, Exception error, string function, string invocationId);
}

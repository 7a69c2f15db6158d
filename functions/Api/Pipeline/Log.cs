using Microsoft.Extensions.Logging;

namespace PhotoScore.Functions.Api.Pipeline;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} could not be answered ({CorrelationId})")]
    public static partial void Unanswered(this ILogger logger, Exception error, string method, string path, string correlationId);
}

using Microsoft.Extensions.Logging;
using PhotoScore.Core.Naming;

namespace PhotoScore.Functions.Monitoring;

/// <summary>What monitoring logs.</summary>
internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Warning, "What {Model} {Version} was asked on {Day} could not be written down; it is tried again")]
    public static partial void NotWritten(this ILogger logger, Exception error, ModelName model, VersionId version, DateOnly day);
}

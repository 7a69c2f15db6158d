using Microsoft.Extensions.Logging;

namespace PhotoScore.Local.Runtime.Blobs;

internal static partial class Log
{
    [LoggerMessage(30, LogLevel.Warning, "Blob {Container}/{Name} was tried {Count} times and given up: see queue {Poison}")]
    public static partial void BlobGivenUp(this ILogger logger, string container, string name, int count, string poison);

    [LoggerMessage(31, LogLevel.Warning, "Blob {Container}/{Name} could not be settled and is tried again: {Error}")]
    public static partial void BlobUnsettled(this ILogger logger, string container, string name, string error);
}

using Microsoft.Extensions.Logging;

namespace PhotoScore.Local.Runtime.Queues;

internal static partial class Log
{
    [LoggerMessage(20, LogLevel.Warning, "Message {Id} of queue {Queue} was tried {Count} times and is now in {Poison}")]
    public static partial void MessageGivenUp(this ILogger logger, string id, string queue, long count, string poison);

    [LoggerMessage(21, LogLevel.Warning, "Message {Id} of queue {Queue} is not Base64: send messages with QueueMessageEncoding.Base64")]
    public static partial void MessageNotBase64(this ILogger logger, string id, string queue);

    [LoggerMessage(22, LogLevel.Warning, "Message {Id} of queue {Queue} could not be settled and will be seen again, unless someone else took it: {Error}")]
    public static partial void MessageLost(this ILogger logger, string id, string queue, string error);
}

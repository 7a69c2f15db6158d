using Microsoft.Extensions.Logging;

namespace PhotoScore.Functions.Predictions;

internal static partial class Log
{
    [LoggerMessage(401, LogLevel.Error, "{Model} goes on answering with {Versions}: what current.json says now can't be used.")]
    public static partial void StaysCurrent(this ILogger logger, Exception error, string model, string versions);

    [LoggerMessage(402, LogLevel.Error, "A model can't be served.")]
    public static partial void NotServable(this ILogger logger, Exception error);

    [LoggerMessage(403, LogLevel.Information, "Upload {Name} was not scored: {Code}, {Reason}")]
    public static partial void NotScored(this ILogger logger, string name, string code, string reason);

    [LoggerMessage(404, LogLevel.Error, "The shadow of {Model} is not asked: it can't be served.")]
    public static partial void NoShadow(this ILogger logger, Exception error, string model);

    [LoggerMessage(405, LogLevel.Information, "Shadow {Shadow} of {Model} beside {Answering}: agrees {Agrees}, probabilities differ by up to {Difference}; {Dropped} photos dropped so far.")]
    public static partial void Shadowed(this ILogger logger, string model, string shadow, string answering, bool agrees, double difference, long dropped);

    [LoggerMessage(406, LogLevel.Warning, "Shadow {Shadow} of {Model} is not asked about every photo: there is no time left for it. How many were dropped stands in each of its lines.")]
    public static partial void ShadowDrops(this ILogger logger, string model, string shadow);

    [LoggerMessage(407, LogLevel.Error, "Shadow {Shadow} of {Model} failed on a photo.")]
    public static partial void ShadowFailed(this ILogger logger, Exception error, string model, string shadow);
}

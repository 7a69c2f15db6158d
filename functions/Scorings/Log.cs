using Microsoft.Extensions.Logging;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Datasets.Chunks;

namespace PhotoScore.Functions.Scorings;

/// <summary>What scoring logs.</summary>
internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Information, "Scoring {Scoring} of {Model}: part {Part} is done ({Outcomes})")]
    public static partial void ChunkScored(this ILogger logger, ModelName model, VersionId scoring, int part, ChunkTally outcomes);

    [LoggerMessage(5002, LogLevel.Information, "Scoring {Scoring} of {Model} is complete: {Photos} photos in {Parts} parts")]
    public static partial void ScoringCompleted(this ILogger logger, ModelName model, VersionId scoring, long photos, int parts);

    [LoggerMessage(5003, LogLevel.Warning, "Scoring {Scoring} of {Model} had a request and no run, as after a crash; it is started now")]
    public static partial void ForgottenScoringStarted(this ILogger logger, ModelName model, VersionId scoring);
}

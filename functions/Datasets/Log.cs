using Microsoft.Extensions.Logging;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Datasets.Chunks;

namespace PhotoScore.Functions.Datasets;

/// <summary>What building datasets logs.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "Dataset {Dataset} {Version}: chunk {Chunk} is done ({Outcomes})")]
    public static partial void ChunkProcessed(ILogger logger, DatasetName dataset, VersionId version, int chunk, ChunkTally outcomes);

    [LoggerMessage(2002, LogLevel.Information, "Dataset {Dataset} {Version} is complete: {Photos} photos in {Shards} shards")]
    public static partial void DatasetCompleted(ILogger logger, DatasetName dataset, VersionId version, int photos, int shards);

    [LoggerMessage(2003, LogLevel.Warning, "Dataset {Dataset} {Version} had a recipe and no build, as after a crash; it is started now")]
    public static partial void ForgottenBuildStarted(ILogger logger, DatasetName dataset, VersionId version);
}

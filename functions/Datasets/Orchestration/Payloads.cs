using System.Text.Json.Serialization;

namespace PhotoScore.Functions.Datasets.Orchestration;

/// <summary>What a person sees of a build while it runs; as a word in the orchestration's own status too.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BuildStage>))]
internal enum BuildStage
{
    /// <summary>The sources are asked for candidates.</summary>
    Listing,

    /// <summary>Candidates are filtered by their metrics and divided into chunks.</summary>
    Planning,

    /// <summary>Photos are downloaded, checked, hashed and resized.</summary>
    Fetching,

    /// <summary>Duplicates are found; labels and splits are decided.</summary>
    Assembling,

    /// <summary>Shards are written.</summary>
    Packing,

    /// <summary>Tables, statistics and the manifest are written.</summary>
    Finishing,
}

/// <summary>The custom status of a build.</summary>
/// <param name="Stage">What it does.</param>
/// <param name="Candidates">How many candidates are known so far.</param>
/// <param name="WaitsFor">What it waits for, in words; null when it does not wait.</param>
/// <param name="WaitsUntil">When it asks again; null when it does not wait.</param>
internal sealed record BuildStatus(BuildStage Stage, int Candidates, string? WaitsFor = null, DateTimeOffset? WaitsUntil = null);

/// <summary>Input of <see cref="Listing.ListCandidates"/>.</summary>
/// <param name="Build">The build.</param>
/// <param name="Source">The index of the source in the recipe.</param>
/// <param name="Page">The number of the page among those of all sources.</param>
/// <param name="First">Whether it is the source's first page.</param>
internal sealed record PageToList(BuildId Build, int Source, int Page, bool First);

/// <summary>Output of <see cref="Listing.ListCandidates"/>.</summary>
/// <param name="Candidates">How many candidates the page holds.</param>
/// <param name="More">Whether the source has another page.</param>
/// <param name="NotBefore">The source could list nothing yet, and may be asked again then; null when a page was listed.</param>
/// <param name="WaitsFor">Why it could not, in words.</param>
internal sealed record ListedPage(int Candidates, bool More, DateTimeOffset? NotBefore = null, string? WaitsFor = null);

/// <summary>Input of <see cref="Planning.PlanChunks"/>.</summary>
/// <param name="Build">The build.</param>
/// <param name="Pages">How many pages were listed.</param>
internal sealed record PagesToPlan(BuildId Build, int Pages);

/// <summary>Output of <see cref="Planning.PlanChunks"/>: how the candidates are fetched.</summary>
/// <param name="Candidates">How many candidates the sources listed, each counted once.</param>
/// <param name="LeftOut">Those of them that are not fetched, by outcome: what sources skipped, and what filters left out.</param>
/// <param name="Chunks">Into how many chunks the others are divided.</param>
/// <param name="ChunksAtOnce">How many chunks are in flight at most.</param>
/// <param name="Reused">How many candidates need not be fetched, since an earlier version did.</param>
/// <param name="ReusedChunks">In how many chunks those are; they follow the others and are committed with the plan.</param>
internal sealed record BuildPlan(
    int Candidates, IReadOnlyDictionary<string, int> LeftOut, int Chunks, int ChunksAtOnce, int Reused = 0, int ReusedChunks = 0);

/// <summary>Input of <see cref="ProcessChunks"/>: a run of chunks.</summary>
/// <param name="Build">The build.</param>
/// <param name="First">The first chunk.</param>
/// <param name="Count">How many.</param>
/// <param name="AtOnce">How many are in flight at most.</param>
internal sealed record ChunkRun(BuildId Build, int First, int Count, int AtOnce);

/// <summary>Input of <see cref="Chunks.ProcessChunk"/>.</summary>
/// <param name="Run">The chunks that it shares the rate of requests to a host with.</param>
/// <param name="Chunk">The chunk.</param>
internal sealed record ChunkToProcess(ChunkRun Run, int Chunk)
{
    /// <summary>The build.</summary>
    [JsonIgnore]
    public BuildId Build => Run.Build;
}

/// <summary>Input of <see cref="Assembling.AssembleDataset"/>.</summary>
/// <param name="Build">The build.</param>
/// <param name="Chunks">How many chunks there are, fetched and reused.</param>
internal sealed record ChunksToAssemble(BuildId Build, int Chunks);

/// <summary>Input of <see cref="Packing.PackShard"/>.</summary>
/// <param name="Build">The build.</param>
/// <param name="Shard">The index of the shard.</param>
internal sealed record ShardToPack(BuildId Build, int Shard);

/// <summary>Output of a build.</summary>
/// <param name="Candidates">How many candidates there were.</param>
/// <param name="Photos">How many of them the dataset holds.</param>
/// <param name="Shards">In how many shards.</param>
/// <param name="Training">The training that was started, or why not; null when the recipe asks for none.</param>
internal sealed record BuiltDataset(int Candidates, int Photos, int Shards, string? Training = null);

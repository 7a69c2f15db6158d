using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Datasets.Orchestration;

namespace PhotoScore.Functions.Datasets.Progress;

/// <summary>Where a build stands.</summary>
internal enum BuildState
{
    /// <summary>Its recipe is accepted; it starts within a minute.</summary>
    Pending,

    /// <summary>It is under way.</summary>
    Running,

    /// <summary>The version is complete.</summary>
    Completed,

    /// <summary>It gave up; the error says why.</summary>
    Failed,

    /// <summary>A user cancelled it.</summary>
    Cancelled,
}

/// <summary>The status of a build, as the API answers it.</summary>
internal sealed record BuildProgress
{
    public required DatasetName Dataset { get; init; }

    public required VersionId Version { get; init; }

    public required BuildState Status { get; init; }

    /// <summary>What it does; null unless it runs.</summary>
    public BuildStage? Stage { get; init; }

    /// <summary>What it waits for, in words, such as an API's budget of calls; null when it does not wait.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>When it goes on; null when it does not wait.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }

    /// <summary>When the recipe was accepted.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>How many candidates the sources listed, as far as is known.</summary>
    public int Candidates { get; init; }

    /// <summary>How many of them have an outcome.</summary>
    public int Done { get; init; }

    /// <summary>How many of those were not fetched, since an earlier version did.</summary>
    public int Reused { get; init; }

    /// <summary>The version whose failures this build tries again; null in an ordinary build.</summary>
    public VersionId? RetryOf { get; init; }

    /// <summary>Candidates by outcome. Until the build assembles, a photo that was stored counts as kept.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; init; } = new Dictionary<string, int>();

    /// <summary>Over the last minute; null when nothing is fetched.</summary>
    public double? PhotosPerSecond { get; init; }

    /// <summary>Until everything is fetched, at this rate; null when nothing is fetched.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>What was learned of the photos, the success rate among it; null until the version is complete.</summary>
    public DatasetFindings? Findings { get; init; }

    /// <summary>What to know before training on it; empty until the labels are known.</summary>
    public IReadOnlyList<Core.Datasets.Findings.DatasetWarning> Warnings { get; init; } = [];

    /// <summary>Why it failed; null otherwise.</summary>
    public string? Error { get; init; }

    /// <summary>Adds what the chunks tell.</summary>
    /// <param name="plan">How many candidates there are, and what became of those that are not fetched.</param>
    /// <param name="chunks">Those that are committed or under way.</param>
    /// <param name="now">The present.</param>
    public BuildProgress With(BuildPlan plan, IReadOnlyCollection<ChunkProgress> chunks, DateTimeOffset now)
    {
        var counts = new SortedDictionary<string, int>(plan.LeftOut.ToDictionary(), StringComparer.Ordinal);
        foreach (var (outcome, count) in chunks.SelectMany(chunk => chunk.Counts))
            counts[outcome] = counts.GetValueOrDefault(outcome) + count;

        var done = counts.Values.Sum();
        var rate = Stage == BuildStage.Fetching ? FetchRate.PerSecond([.. chunks.Where(chunk => !chunk.Reused)], now) : null;
        return this with
        {
            Candidates = plan.Candidates,
            Done = done,
            Reused = plan.Reused,
            Counts = counts,
            PhotosPerSecond = rate is { } known ? Math.Round(known, 1) : null,
            SecondsLeft = rate > 0 ? Math.Round((plan.Candidates - done) / rate.Value) : null,
        };
    }
}

namespace PhotoScore.Functions.Predictions;

/// <summary>What one request, and all of them together, may take.</summary>
internal sealed record PredictionLimits
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Predictions";

    /// <summary>Bytes of a request's body. The worker's server itself stops at 30,000,000.</summary>
    public int MaxBodyBytes { get; init; } = 28_000_000;

    /// <summary>Bytes of one photo.</summary>
    public int MaxPhotoBytes { get; init; } = 20_000_000;

    /// <summary>Photos of a request.</summary>
    public int MaxPhotos { get; init; } = 64;

    /// <summary>Batches that are decoded and run at the same moment, over all requests.</summary>
    public int Concurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Photos that may be waiting or answered at the same moment, over all requests; more are refused with 503. A request that comes alone may have
    /// <see cref="MaxPhotos"/> whatever this is.
    /// </summary>
    public int MaxQueuedPhotos { get; init; } = 256;

    /// <summary>Photos that wait for a shadow; more are dropped.</summary>
    public int MaxShadowPhotos { get; init; } = 64;

    /// <summary>Bytes of the photos that wait for a shadow.</summary>
    public long MaxShadowBytes { get; init; } = 64_000_000;

    /// <summary>Photos that are run together: more gains nothing on a CPU and would keep other cores idle.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>
    /// How long a single photo may wait for photos of other requests, to be run together with them; zero, the default, never. On a processor it gains
    /// nothing (docs/serving.md).
    /// </summary>
    public TimeSpan MicroBatchDelay { get; init; } = TimeSpan.Zero;

    /// <summary>Model versions that are kept loaded.</summary>
    public int MaxSessions { get; init; } = 8;

    /// <summary>Photos of a request that may be explained: each costs as many runs of the network as there are covers.</summary>
    public int MaxExplainedPhotos { get; init; } = 4;

    /// <summary>
    /// Model versions whose training photos' embeddings are kept in memory once somebody asked for neighbours, and versions whose hashes are once somebody asked for
    /// known duplicates. 20,000 embeddings of 2,048 numbers take 80 MB.
    /// </summary>
    public int MaxCompanions { get; init; } = 2;

    /// <summary>How long a look at <c>current.json</c> holds.</summary>
    public TimeSpan CurrentFor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a version that was found damaged is not looked at again.</summary>
    public TimeSpan DamagedFor { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Decides which requests go to which version when several share them.</summary>
    public long Seed { get; init; } = 1;
}

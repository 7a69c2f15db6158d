using PhotoScore.Core.Naming;
using PhotoScore.Functions.Datasets.Chunks;
using PhotoScore.Functions.Datasets.Orchestration;
using PhotoScore.Functions.Datasets.Progress;

namespace PhotoScore.Functions.Tests.Datasets;

public sealed class ProgressTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void PerSecond_young_build_counts_since_its_first_chunk() =>
        Assert.Equal(20.0, FetchRate.PerSecond([Chunk(from: -10, to: 0, 200)], Now));

    [Fact]
    public void PerSecond_chunk_that_reaches_into_the_last_minute_counts_in_part() =>
        // Half of the first chunk's 100 s lies within the last 60 s, and all of the second one's.
        Assert.Equal((500 + 100) / 60.0, FetchRate.PerSecond([Chunk(from: -110, to: -10, 1_000), Chunk(from: -20, to: 0, 100)], Now)!.Value, 9);

    [Fact]
    public void PerSecond_build_that_hangs_falls_to_zero() => Assert.Equal(0.0, FetchRate.PerSecond([Chunk(from: -900, to: -800, 1_000)], Now));

    [Fact]
    public void PerSecond_nothing_begun_is_not_known() => Assert.Null(FetchRate.PerSecond([], Now));

    [Fact]
    public void With_chunks_counts_outcomes_and_estimates_the_rest()
    {
        var progress = Running(BuildStage.Fetching).With(new BuildPlan(1_000, new Dictionary<string, int> { ["filtered"] = 90, ["http-404"] = 2, ["removed"] = 8 }, Chunks: 9, ChunksAtOnce: 4), [
            new ChunkProgress(Now.AddSeconds(-20), Now, [("http-404", 40), ("kept", 160)]),
            new ChunkProgress(Now.AddSeconds(-20), Now, [("kept", 200)]),
        ], Now);

        Assert.Equal(new Dictionary<string, int> { ["filtered"] = 90, ["http-404"] = 42, ["kept"] = 360, ["removed"] = 8 }, progress.Counts);
        Assert.Equal((1_000, 500, 20.0, 25.0), (progress.Candidates, progress.Done, progress.PhotosPerSecond, progress.SecondsLeft));
    }

    [Fact]
    public void With_chunks_after_fetching_there_is_no_rate()
    {
        var progress = Running(BuildStage.Packing).With(new BuildPlan(200, new Dictionary<string, int>(), 1, 1), [Chunk(-10, 0, 200)], Now);

        Assert.Equal((200, null, null), (progress.Done, progress.PhotosPerSecond, progress.SecondsLeft));
    }

    [Fact]
    public void Marks_round_trip_through_metadata()
    {
        var tally = new ChunkTally();
        foreach (var outcome in (string[])["kept", "http-404", "kept"])
            tally.Count(outcome);
        var marks = new ChunkMarks(Now, tally.ToString(), "a/b.tar");

        Assert.Equal(marks, ChunkMarks.From(marks.ToMetadata()));
        Assert.Equal([("http-404", 1), ("kept", 2)], ChunkTally.Parse(marks.Counts));
        Assert.Null(ChunkMarks.From(new Dictionary<string, string>()));
    }

    private static ChunkProgress Chunk(int from, int to, int photos) => new(Now.AddSeconds(from), Now.AddSeconds(to), [("kept", photos)]);

    private static BuildProgress Running(BuildStage stage) => new()
    {
        Dataset = DatasetName.Parse("some"),
        Version = VersionId.First,
        Status = BuildState.Running,
        Stage = stage,
        AcceptedAt = Now,
    };
}

using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Core.Training.Sweeps;
using PhotoScore.Testing;
using PhotoScore.Trainer.Jobs;
using PhotoScore.Trainer.Tests.PairRanking;

namespace PhotoScore.Trainer.Tests.Jobs;

public sealed class TrialTests(AzuriteFixture azurite)
{
    private const int Epochs = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_trial_climbs_its_rungs_without_the_test_split_and_its_version_is_that_of_one_run()
    {
        var whole = await StoredJob.CreateAsync(azurite, Epochs);
        await RunAsync(whole.Uri, attempt: 1);
        var swept = await StoredJob.CreateAsync(azurite, Epochs);
        var sweep = new SweepPaths(swept.Job.Model, swept.Job.Version);
        var shard = swept.Datasets.GetBlobClient("stripes/v1/shards/test-00000.tar");
        var test = (await shard.DownloadContentAsync(Cancellation)).Value.Content;
        await shard.DeleteAsync(cancellationToken: Cancellation);

        var first = await ClimbAsync(swept, new SweepTrial(4, 0, 1.0 / Epochs), attempt: 1);
        var second = await ClimbAsync(swept, new SweepTrial(4, 1, 1), attempt: 5);

        Assert.Equal((1, false, 3, true), (first.Epochs, first.Finished, second.Epochs, second.Finished));
        Assert.False(await swept.Models.GetBlobClient(sweep.Trial(4).Manifest).ExistsAsync(Cancellation));
        Assert.False(await swept.Models.GetBlobClient(sweep.Trial(4).Onnx).ExistsAsync(Cancellation));
        var status = await swept.JsonAsync<TrainingStatus>(sweep.Trial(4).Status);
        Assert.Equal((TrainingStage.Measured, 5, 3), (status.Stage, status.Attempt, status.Curve.Count));

        await shard.UploadAsync(test, Cancellation);
        var version = await swept.StoreAsync(swept.Job with { Checkpoint = sweep.Trial(4).Checkpoint(status.Checkpoint!) });
        Assert.Equal(JobOutcome.Published, await RunAsync(version, attempt: 1));
        foreach (var weights in (string[])["best.safetensors", "last.safetensors"])
            Assert.Equal(await whole.Sha256Async(whole.Paths.Checkpoint(weights)), await swept.Sha256Async(swept.Paths.Checkpoint(weights)));
        var manifest = await swept.ManifestAsync();
        Assert.Equal(manifest.Validation.BalancedAccuracy, second.Validation.BalancedAccuracy, 1e-9);
        Assert.Equal((await whole.ManifestAsync()).Test.Loss, manifest.Test.Loss);
    }

    [Fact]
    public async Task RunAsync_trial_that_stands_on_its_rung_is_not_run_again()
    {
        var job = await StoredJob.CreateAsync(azurite, Epochs);
        var trial = new SweepTrial(0, 0, 1.0 / Epochs);
        var first = await ClimbAsync(job, trial, attempt: 1);

        var again = await ClimbAsync(job, trial, attempt: 2);

        Assert.Equal(first.MeasuredAt, again.MeasuredAt);
    }

    [Fact]
    public async Task RunAsync_trial_of_a_cancelled_sweep_stops()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1000);
        var sweep = new SweepPaths(job.Job.Model, job.Job.Version);
        await job.Models.UploadBlobAsync(sweep.Cancel, BinaryData.Empty, Cancellation);

        Assert.Equal(JobOutcome.Cancelled, await RunAsync(await job.StoreAsync(job.Job with { Trial = new(2, 0, 1) }), attempt: 1));
    }

    [Theory]
    [InlineData("basic-cnn-augmented")]
    [InlineData("squeezenet1-1-features")]
    [InlineData("popularity-ranker-small")]
    [InlineData("one-class")]
    public async Task RunAsync_trial_is_measured_as_the_version_that_comes_of_it(string architecture)
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 2, photos: 120, picture: ScoredPhotos.Dress, change: request => request with
        {
            Architecture = architecture,
            TestFlips = true,
            Threshold = new() { For = ThresholdGoal.Recall, At = 0.9 },
            Classifier = architecture == "one-class" ? new() { Kind = "isolationForest", Class = "bright" } : null,
        });

        var trial = await ClimbAsync(job, new SweepTrial(0, 0, 1), attempt: 1);

        Assert.Equal(JobOutcome.Published, await RunAsync(await job.StoreAsync(job.Job), attempt: 1));
        var version = await job.ManifestAsync();
        Assert.Equal(ThresholdGoal.Recall, version.Decision!.For);
        Assert.Equal((true, version.BestEpoch, version.Parameters), (trial.Finished, trial.BestEpoch, trial.Parameters));
        Assert.Equal(version.Validation.ConfusionMatrix, trial.Validation.ConfusionMatrix);
        // The version's come from the exported file, which rounds in another way.
        Assert.Equal(version.Validation.Loss, trial.Validation.Loss, 1e-4);
        Assert.Equal(version.Validation.RocAuc!.Value, trial.Validation.RocAuc!.Value, 1e-9);
        Assert.Equal((version.Validation.RankCorrelation, version.Validation.PairAccuracy), (trial.Validation.RankCorrelation, trial.Validation.PairAccuracy));
        Assert.Equal(architecture == "popularity-ranker-small", trial.Validation.PairAccuracyInterval is not null);
    }

    [Theory]
    [InlineData(9, 1.0 / 3, 3)]
    [InlineData(9, 1.0 / 9, 1)]
    [InlineData(10, 1.0 / 3, 4)]
    [InlineData(1, 1.0 / 27, 1)]
    [InlineData(81, 1.0, 81)]
    public void Epochs_is_a_share_rounded_up(int epochs, double share, int expected) => Assert.Equal(expected, new SweepTrial(0, 0, share).Epochs(epochs));

    private async Task<RungResult> ClimbAsync(StoredJob job, SweepTrial trial, int attempt)
    {
        Assert.Equal(JobOutcome.Published, await RunAsync(await job.StoreAsync(job.Job with { Trial = trial }), attempt));
        return await job.JsonAsync<RungResult>(new SweepPaths(job.Job.Model, job.Job.Version).Rung(trial.Number, trial.Rung));
    }

    private Task<JobOutcome> RunAsync(Uri job, int attempt) => new JobRunner(new TrainerLog(TextWriter.Null, TimeProvider.System), TimeProvider.System)
        .RunAsync(JobStorage.FromConnection(azurite.ConnectionString), job, attempt, TimeSpan.FromSeconds(1), Cancellation);
}

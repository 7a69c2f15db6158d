using PhotoScore.Core.Training;
using PhotoScore.Testing;
using PhotoScore.Trainer.Jobs;
using PhotoScore.Trainer.Publishing;

namespace PhotoScore.Trainer.Tests.Jobs;

public sealed class JobRunnerTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_publishes_a_model_that_tells_the_classes_apart()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 6);

        var outcome = await RunAsync(job);

        Assert.Equal(JobOutcome.Published, outcome);
        var manifest = await job.ManifestAsync();
        Assert.InRange(manifest.Test.BalancedAccuracy, 0.9, 1);
        Assert.InRange(manifest.ParityError, 0, 1e-5);
        Assert.Equal((24, 24, 1_985_665, 512), (manifest.Validation.Photos, manifest.Test.Photos, manifest.Parameters, manifest.EmbeddingLength));
        Assert.Equal("adam", manifest.Training.Optimizer);
        Assert.Equal(manifest.OnnxSha256, ModelPublisher.Sha256((await job.ReadAsync(job.Paths.Onnx)).ToArray()));
        Assert.Equal(7, (await job.ReadAsync(job.Paths.Curves)).ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var status = await job.StatusAsync();
        Assert.Equal((TrainingStage.Completed, 6, 6), (status.Stage, status.Curve.Count, status.Epochs));
    }

    [Fact]
    public async Task RunAsync_published_before_does_nothing_again()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1);
        await RunAsync(job);
        var published = (await job.ManifestAsync()).PublishedAt;

        Assert.Equal(JobOutcome.Published, await RunAsync(job));

        Assert.Equal(published, (await job.ManifestAsync()).PublishedAt);
    }

    [Fact]
    public async Task RunAsync_marked_as_cancelled_stops_and_says_so()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1000);
        await job.Models.UploadBlobAsync(job.Paths.Cancel, BinaryData.FromString(""), Cancellation);

        Assert.Equal(JobOutcome.Cancelled, await RunAsync(job));

        Assert.Equal(TrainingStage.Cancelled, (await job.StatusAsync()).Stage);
        Assert.False(await job.Models.GetBlobClient(job.Paths.Manifest).ExistsAsync(Cancellation));
    }

    [Fact]
    public async Task RunAsync_what_can_not_succeed_fails_with_a_reason()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1, loss: "hinge");

        Assert.Equal(JobOutcome.Failed, await RunAsync(job));

        var status = await job.StatusAsync();
        Assert.Equal(TrainingStage.Failed, status.Stage);
        Assert.Contains("crossEntropy", status.Error, StringComparison.Ordinal);
        Assert.NotEmpty(status.LogTail);
    }

    [Fact]
    public async Task RunAsync_an_older_attempt_stops_when_a_newer_one_takes_the_lease()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1000);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var older = Task.Run(() => RunAsync(job, attempt: 1, stopped: stop.Token), Cancellation);
        await Until.TrueAsync(async () => await job.Models.GetBlobClient(job.Paths.Status).ExistsAsync(Cancellation)
            && (await job.StatusAsync()).Stage == TrainingStage.Training);

        var newer = Task.Run(() => RunAsync(job, attempt: 2, stopped: stop.Token), Cancellation);

        Assert.Equal(JobOutcome.Superseded, await older);
        await Until.TrueAsync(async () => (await job.StatusAsync()).Attempt == 2);
        await stop.CancelAsync();
        Assert.Equal(JobOutcome.Stopped, await newer);
        Assert.Equal(2, (await job.StatusAsync()).Attempt);
        Assert.False(await job.Models.GetBlobClient(job.Paths.Manifest).ExistsAsync(Cancellation));
    }

    [Fact]
    public async Task RunAsync_an_older_attempt_that_comes_late_is_not_needed()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1);
        await RunAsync(job, attempt: 3);

        Assert.Equal(JobOutcome.Superseded, await RunAsync(job, attempt: 2));
    }

    [Fact]
    public async Task StoreOnnxAsync_of_a_paused_attempt_is_refused_after_a_newer_one_stored_its_own()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1);
        ModelPublisher paused = new(job.Models, job.Paths), newer = new(job.Models, job.Paths);
        await paused.BeginAsync(Cancellation);
        await newer.BeginAsync(Cancellation);
        await newer.StoreOnnxAsync([1, 2, 3], Cancellation);

        var refused = await Assert.ThrowsAsync<Azure.RequestFailedException>(() => paused.StoreOnnxAsync([4], Cancellation));

        Assert.Contains(refused.Status, new[] { 409, 412 });
        Assert.Equal([1, 2, 3], (await job.ReadAsync(job.Paths.Onnx)).ToArray());
    }

    [Fact]
    public async Task RunAsync_stopped_in_mid_training_goes_on_and_ends_as_if_it_had_not_been()
    {
        var whole = await StoredJob.CreateAsync(azurite, epochs: 3);
        await RunAsync(whole);
        var halved = await StoredJob.CreateAsync(azurite, epochs: 3);
        using var stop = new CancellationTokenSource();
        var first = Task.Run(() => RunAsync(halved, stopped: stop.Token), Cancellation);
        await Until.TrueAsync(async () => await halved.Models.GetBlobClient(halved.Paths.Status).ExistsAsync(Cancellation)
            && (await halved.StatusAsync()).Step > 0);
        await stop.CancelAsync();
        var outcome = await first;

        Assert.Equal(JobOutcome.Published, outcome == JobOutcome.Stopped ? await RunAsync(halved) : outcome);

        var best = halved.Paths.Checkpoint("best.safetensors");
        Assert.Equal(await whole.Sha256Async(best), await halved.Sha256Async(best));
    }

    [Fact]
    public async Task RunAsync_a_job_that_needs_a_gpu_and_finds_none_says_so_and_ends()
    {
        Assert.SkipWhen(TorchSharp.torch.cuda_is_available(), "This machine has a GPU.");
        var job = await StoredJob.CreateAsync(azurite, epochs: 1);
        await job.StoreAsync(job.Job with { Request = job.Job.Request with { Device = TrainingDevice.Cuda } });

        Assert.Equal(JobOutcome.Failed, await RunAsync(job));

        Assert.Contains("asks for a GPU", (await job.StatusAsync()).Error, StringComparison.Ordinal);
    }

    private Task<JobOutcome> RunAsync(StoredJob job, int attempt = 1, CancellationToken? stopped = null)
    {
        var log = new TrainerLog(TextWriter.Null, TimeProvider.System);
        return new JobRunner(log, TimeProvider.System).RunAsync(
            JobStorage.FromConnection(azurite.ConnectionString), job.Uri, attempt, TimeSpan.FromSeconds(1), stopped ?? Cancellation);
    }
}

using PhotoScore.Core.Training;
using PhotoScore.Testing;
using PhotoScore.Trainer.Jobs;

namespace PhotoScore.Trainer.Tests.Jobs;

/// <summary>Architectures that learn from features, from the job to the published model; the trunk's weights are chance, which tells stripes apart well enough.</summary>
public sealed class FeatureJobTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("logistic")]
    [InlineData("svm")]
    [InlineData("forest")]
    public async Task RunAsync_publishes_a_classifier_on_features(string kind)
    {
        var job = await CreateAsync(new ClassifierSettings { Kind = kind, Mirror = false });

        Assert.Equal(JobOutcome.Published, await RunAsync(job, TextWriter.Null));

        var manifest = await job.ManifestAsync();
        Assert.InRange(manifest.Test.BalancedAccuracy, 0.85, 1);
        Assert.InRange(manifest.ParityError, 0, 1e-5);
        Assert.Equal((kind, false), (manifest.Training.Classifier!.Kind, manifest.Training.Classifier.Mirror));
        Assert.Empty(manifest.Tried);
        Assert.Equal(kind == "forest", manifest.Training.Classifier.C is null);
        Assert.Null(manifest.Training.Optimizer);
        Assert.Equal((512, 0), (manifest.EmbeddingLength, manifest.BestEpoch));
    }

    [Fact]
    public async Task RunAsync_chooses_the_best_classifier_on_photos_left_out_and_tells_what_it_tried()
    {
        var job = await CreateAsync(new ClassifierSettings { Kind = "best", Mirror = true });

        Assert.Equal(JobOutcome.Published, await RunAsync(job, TextWriter.Null));

        var manifest = await job.ManifestAsync();
        var (settings, chosen) = (manifest.Training.Classifier!, Assert.Single(manifest.Tried, one => one.Chosen));
        Assert.Equal((chosen.Kind, chosen.Scaling, chosen.C), (settings.Kind, settings.Scaling, settings.C));
        Assert.Equal(4, manifest.Tried.Select(one => (one.Kind, one.Scaling)).Distinct().Count());
        Assert.InRange(chosen.LogLoss - manifest.Tried.Min(one => one.LogLoss), 0, chosen.StandardError);
        Assert.InRange(manifest.Decision!.Photos!.Value, manifest.Validation.Photos + 1, 100 - manifest.Test.Photos);
        Assert.InRange(manifest.ParityError, 0, 1e-5);
        Assert.InRange(manifest.Test.BalancedAccuracy, 0.85, 1);
    }

    [Fact]
    public async Task RunAsync_stopped_while_it_embeds_goes_on_and_ends_as_if_it_had_not_been()
    {
        var whole = await CreateAsync(new ClassifierSettings { Kind = "logistic", C = 0.01, Mirror = true });
        await RunAsync(whole, TextWriter.Null);
        var halved = await CreateAsync(whole.Job.Request.Classifier!);
        using var stop = new CancellationTokenSource();
        var first = Task.Run(() => RunAsync(halved, TextWriter.Null, stop.Token), Cancellation);
        await Until.TrueAsync(async () => await halved.Models.GetBlobClient(halved.Paths.Status).ExistsAsync(Cancellation) && (await halved.StatusAsync()).Step > 0);
        await stop.CancelAsync();
        var outcome = await first;
        var kept = await PartsAsync(halved);

        Assert.Equal(JobOutcome.Published, outcome == JobOutcome.Stopped ? await RunAsync(halved, TextWriter.Null) : outcome);

        Assert.NotEmpty(kept);
        Assert.Superset(kept.ToHashSet(), (await PartsAsync(halved)).ToHashSet());
        var best = halved.Paths.Checkpoint("best.safetensors");
        Assert.Equal(await whole.Sha256Async(best), await halved.Sha256Async(best));
    }

    private Task<StoredJob> CreateAsync(ClassifierSettings classifier) => StoredJob.CreateAsync(
        azurite, epochs: 1, photos: 100, change: request => request with { Architecture = "squeezenet1-1-features", Classifier = classifier });

    private Task<JobOutcome> RunAsync(StoredJob job, TextWriter output, CancellationToken? stopped = null) =>
        new JobRunner(new TrainerLog(output, TimeProvider.System), TimeProvider.System).RunAsync(
            JobStorage.FromConnection(azurite.ConnectionString), job.Uri, attempt: 1, TimeSpan.FromSeconds(1), stopped ?? Cancellation);

    private static async Task<List<string>> PartsAsync(StoredJob job)
    {
        var names = new List<string>();
        await foreach (var blob in job.Models.GetBlobsAsync(cancellationToken: Cancellation))
            names.Add(blob.Name);
        return [.. names.Where(name => name.Contains("/features-", StringComparison.Ordinal))];
    }
}

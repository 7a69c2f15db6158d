using PhotoScore.Core.Training;
using PhotoScore.Testing;
using PhotoScore.Trainer.Jobs;

namespace PhotoScore.Trainer.Tests.Jobs;

public sealed class OneClassJobTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // What chance's trunk makes of noise differs in the last digits of its floats only, which trees don't see; the other kinds are held to real photos.
    private static readonly ClassifierSettings Trees = new() { Kind = "isolationForest", Quantile = 0.1 };

    [Fact]
    public async Task RunAsync_learns_one_class_and_is_measured_on_both()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1, photos: 100, change: request => request with
        {
            Architecture = "one-class",
            Classifier = Trees with { Class = "bright" },
        });

        Assert.Equal((JobOutcome.Published, null), (await RunAsync(job), (await job.StatusAsync()).Error));

        var manifest = await job.ManifestAsync();
        Assert.Equal(["dark", "bright"], manifest.Classes);
        Assert.NotNull(manifest.Test.RocAuc);
        Assert.InRange(manifest.ParityError, 0, 1e-5);
        Assert.Equal(Trees with { Class = "bright", Trees = 100 }, manifest.Training.Classifier);
    }

    [Fact]
    public async Task RunAsync_of_a_dataset_of_one_class_says_what_can_not_be_measured()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1, photos: 60, classes: ["dark"], change: request => request with { Architecture = "one-class", Classifier = Trees });

        Assert.Equal((JobOutcome.Published, null), (await RunAsync(job), (await job.StatusAsync()).Error));

        var manifest = await job.ManifestAsync();
        Assert.Equal(["dark", "other"], manifest.Classes);
        Assert.Equal(0.5, manifest.Threshold);
        Assert.Null(manifest.Test.RocAuc);
        Assert.Equal(0, manifest.Test.ConfusionMatrix[1].Sum());
        Assert.InRange(manifest.Test.Accuracy, 0.5, 1);
        var diagnosis = Assert.Single(manifest.Diagnoses);
        Assert.Equal(DiagnosisCodes.OneClass, diagnosis.Code);
        Assert.Contains("can't be measured", diagnosis.Message, StringComparison.Ordinal);
        Assert.Equal(diagnosis, Assert.Single((await job.StatusAsync()).Diagnoses));
    }

    [Fact]
    public async Task RunAsync_of_two_classes_asks_which_one_is_meant()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1, photos: 20, change: request => request with { Architecture = "one-class" });

        Assert.Equal(JobOutcome.Failed, await RunAsync(job));

        Assert.Contains("classifier.class", (await job.StatusAsync()).Error, StringComparison.Ordinal);
    }

    private Task<JobOutcome> RunAsync(StoredJob job) => new JobRunner(new TrainerLog(TextWriter.Null, TimeProvider.System), TimeProvider.System).RunAsync(
        JobStorage.FromConnection(azurite.ConnectionString), job.Uri, attempt: 1, TimeSpan.FromSeconds(30), Cancellation);
}

using System.Text.Json;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Storage;
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
    public async Task RunAsync_of_a_dataset_of_one_class_asks_a_current_version_that_sees_another_size()
    {
        var both = await StoredJob.CreateAsync(azurite, epochs: 1, photos: 60, classes: ["dark", "other"]);
        Assert.Equal(JobOutcome.Published, await RunAsync(both));
        var current = new CurrentModel { Routes = [new(both.Paths.Version, 1)], Reason = "" };
        await both.Models.UploadBlobAsync(ModelPaths.Current(both.Paths.Model), BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(current, StoredJson.Compact)), Cancellation);
        var one = await StoredJob.CreateAsync(azurite, epochs: 1, photos: 60, classes: ["dark"], change: request => request with { Architecture = "one-class", Classifier = Trees });
        var second = one.Job with { Version = new(2), ModelsContainer = both.Models.Name };

        Assert.Equal(JobOutcome.Published, await RunAsync(await both.StoreAsync(second)));

        var paths = new ModelPaths(second.Model, second.Version);
        var comparison = await both.JsonAsync<ModelComparison>(paths.Comparison);
        Assert.Null(comparison.Fault);
        Assert.Equal((both.Paths.Version, 12, 12), (comparison.Current, comparison.TestPhotos, comparison.Photos));
        // Of photos of one class the balanced accuracy is the share that was recognised.
        Assert.Equal((await both.JsonAsync<ModelManifest>(paths.Manifest)).Test.Accuracy, comparison.NewBalancedAccuracy!.Value, 12);
        Assert.InRange(comparison.CurrentBalancedAccuracy!.Value, 0, 1);
    }

    [Fact]
    public async Task RunAsync_of_two_classes_asks_which_one_is_meant()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1, photos: 20, change: request => request with { Architecture = "one-class" });

        Assert.Equal(JobOutcome.Failed, await RunAsync(job));

        Assert.Contains("classifier.class", (await job.StatusAsync()).Error, StringComparison.Ordinal);
    }

    private Task<JobOutcome> RunAsync(StoredJob job) => RunAsync(job.Uri);

    private Task<JobOutcome> RunAsync(Uri job) => new JobRunner(new TrainerLog(TextWriter.Null, TimeProvider.System), TimeProvider.System).RunAsync(
        JobStorage.FromConnection(azurite.ConnectionString), job, attempt: 1, TimeSpan.FromSeconds(30), Cancellation);
}

using PhotoScore.Core.Training;
using PhotoScore.Testing;
using PhotoScore.Trainer.Jobs;
using PhotoScore.Trainer.Tests.Jobs;

namespace PhotoScore.Trainer.Tests.Diagnosis;

/// <summary>What a whole job does with a diagnosis.</summary>
public sealed class DiagnosedJobTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_a_folder_of_one_class_fails_and_the_status_keeps_the_diagnosis()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1, photos: 200, classes: ["cage"]);

        Assert.Equal(JobOutcome.Failed, await RunAsync(job));

        var found = Assert.Single((await job.StatusAsync()).Diagnoses);
        Assert.Equal(DiagnosisCodes.OneClass, found.Code);
        Assert.Contains("All 120 training photos of dataset stripes/v1 are of one class, 'cage'", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_a_loss_that_is_not_finite_fails_and_the_status_keeps_the_diagnosis()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 50, learningRate: 1e30);

        Assert.Equal(JobOutcome.Failed, await RunAsync(job));

        var status = await job.StatusAsync();
        Assert.Equal((TrainingStage.Failed, DiagnosisCodes.LossNotFinite), (status.Stage, status.Diagnoses[0].Code));
        Assert.Contains(status.Diagnoses[0].Advice, status.Error, StringComparison.Ordinal);
        Assert.False(await job.Models.GetBlobClient(job.Paths.Manifest).ExistsAsync(Cancellation));
    }

    [Fact]
    public async Task RunAsync_diagnoses_of_a_training_stand_in_status_and_model()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 2, learningRate: 1e-9);

        Assert.Equal(JobOutcome.Published, await RunAsync(job));

        var status = await job.StatusAsync();
        Assert.Contains(status.Diagnoses, diagnosis => diagnosis.Code == DiagnosisCodes.LearningRateTooLow);
        Assert.Equal(status.Diagnoses, (await job.ManifestAsync()).Diagnoses);
        Assert.Contains(status.LogTail, line => line.Contains("Diagnosis learningRateTooLow", StringComparison.Ordinal));
    }

    private Task<JobOutcome> RunAsync(StoredJob job) => new JobRunner(new TrainerLog(TextWriter.Null, TimeProvider.System), TimeProvider.System).RunAsync(
        JobStorage.FromConnection(azurite.ConnectionString), job.Uri, attempt: 1, TimeSpan.FromMinutes(1), Cancellation);
}

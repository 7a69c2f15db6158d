using System.Text.Json;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Models.Neighbours;
using PhotoScore.Core.Models.Reporting;
using PhotoScore.Core.Monitoring;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Testing;
using PhotoScore.Trainer.Jobs;

namespace PhotoScore.Trainer.Tests.Jobs;

public sealed class EvaluatedJobTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_writes_down_how_it_decided_calibrated_and_what_simpler_ways_reach()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 4, change: request => request with
        {
            TestFlips = true,
            KnownDuplicates = true,
            Threshold = new() { For = ThresholdGoal.Recall, At = 0.9 },
            Abstain = new() { MaxErrorRate = 0.05 },
        });

        Assert.Equal(JobOutcome.Published, await RunAsync(job, job.Uri));

        var manifest = await job.ManifestAsync();
        Assert.True(manifest.TestFlips);
        Assert.Equal((ThresholdGoal.Recall, 0.9), (manifest.Decision!.For, manifest.Decision.At!.Value));
        Assert.InRange(manifest.Decision.Reached, 0.9, 1);
        Assert.InRange(manifest.Calibration!.Temperature, 0.01, 100);
        Assert.Equal(manifest.Validation.LogLoss!.Value, manifest.Calibration.LogLossAfter, tolerance: 1e-3);
        Assert.Equal(["majority", "shuffledLabels", "metadata"], manifest.Test.Baselines.Select(baseline => baseline.Name));
        Assert.Equal(24, manifest.Test.Groups);
        // Noise has no duplicates.
        Assert.Equal((0, manifest.Test.Accuracy), (manifest.Test.KnownDuplicates!.Photos, manifest.Test.KnownDuplicates.AccuracyWith));
        Assert.True(manifest.Test.AgainstChance!.Significant);
        var band = manifest.Abstention!;
        Assert.Equal((0.05, band.Coverage), (band.MaxErrorRate, manifest.Validation.Abstention!.Coverage.Value));
        Assert.InRange(band.ErrorRate, 0, 0.05);
        Assert.InRange(manifest.Threshold!.Value, band.Low!.Value, band.High!.Value);
        Assert.Equal(manifest.Test.Abstention!.Answered / 24.0, manifest.Test.Abstention.Coverage.Value, precision: 12);
        Assert.Contains("It leaves to a person", (await job.ReadAsync(job.Paths.Card)).ToString(), StringComparison.Ordinal);
        Assert.Contains("Left to a person", (await job.ReadAsync(job.Paths.Report)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_publishes_how_the_file_sees_every_train_photo_as_directions()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1);

        await RunAsync(job, job.Uri);

        using var table = (await job.ReadAsync(job.Paths.Embeddings)).ToStream();
        var rows = await EmbeddingsTable.ReadAsync(table, Cancellation).ToListAsync(Cancellation);
        var manifest = await job.ManifestAsync();
        Assert.Equal(72, rows.Count);
        Assert.All(rows, row => Assert.Equal(manifest.EmbeddingLength, row.Embedding.Length));
        Assert.All(rows, row => Assert.Equal(1, row.Embedding.Sum(value => Math.Pow((double)value, 2)), tolerance: 2e-3));
        Assert.Equal([0, 1], rows.Select(row => row.Label).Distinct().Order());
    }

    [Fact]
    public async Task RunAsync_publishes_what_the_validation_split_looks_like_to_the_network()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1);

        await RunAsync(job, job.Uri);

        var (split, statistics) = await job.JsonAsync<ModelReference>(job.Paths.Reference);
        var manifest = await job.ManifestAsync();
        using var table = new MemoryStream((await job.ReadAsync(job.Paths.Predictions)).ToArray());
        var answers = await PredictionsTable.ReadAsync(table, manifest.Classes, Cancellation).Where(row => row.Split == Split.Validation).ToListAsync(Cancellation);
        Assert.Equal(("validation", answers.Count), (split, statistics.Photos));
        foreach (var (c, name) in manifest.Classes.Index())
        {
            var probabilities = answers.Select(row => row.Probabilities[c]).ToList();
            Assert.Equal(Enumerable.Range(0, 10).Select(bin => (long)probabilities.Count(p => Math.Min(9, (int)(p * 10)) == bin)), statistics.Histograms[name]);
            Assert.Equal(probabilities.Average(), statistics.Probabilities[name].Mean, 1e-6);
        }
        Assert.Equal((manifest.EmbeddingLength, answers.Count), (statistics.Embedding!.Mean.Count, statistics.Width.Count));
        Assert.All(statistics.Channels, channel => Assert.InRange(channel.Pixels.Mean, 1, 254));
    }

    [Fact]
    public async Task RunAsync_asks_the_current_version_about_the_new_ones_test_photos()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1);
        await RunAsync(job, job.Uri);
        Assert.False(await job.Models.GetBlobClient(job.Paths.Comparison).ExistsAsync(Cancellation));
        var current = new CurrentModel { Routes = [new(job.Paths.Version, 1)], Reason = "" };
        await job.Models.UploadBlobAsync(ModelPaths.Current(job.Paths.Model), BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(current, StoredJson.Compact)), Cancellation);
        var second = job.Job with { Version = new(2), Request = job.Job.Request with { Epochs = 4 } };

        await RunAsync(job, await job.StoreAsync(second));

        var paths = new ModelPaths(second.Model, second.Version);
        var comparison = await job.JsonAsync<ModelComparison>(paths.Comparison);
        Assert.Null(comparison.Fault);
        Assert.Equal((job.Paths.Version, 24, 24), (comparison.Current, comparison.TestPhotos, comparison.Photos));
        // The current version's answers are those that it gave when it was published, on the same photos.
        Assert.Equal((await job.ManifestAsync()).Test.BalancedAccuracy, comparison.CurrentBalancedAccuracy!.Value, precision: 12);
        Assert.Equal(comparison, (await job.JsonAsync<ModelReport>(paths.ReportData)).Current!.Comparison);
        var manifest = await job.JsonAsync<ModelManifest>(paths.Manifest);
        Assert.Equal(manifest.Test.BalancedAccuracy - comparison.CurrentBalancedAccuracy.Value, comparison.Difference!.Value, precision: 12);
    }

    private Task<JobOutcome> RunAsync(StoredJob job, Uri uri) => new JobRunner(new TrainerLog(TextWriter.Null, TimeProvider.System), TimeProvider.System).RunAsync(
        JobStorage.FromConnection(azurite.ConnectionString), uri, attempt: 1, TimeSpan.FromSeconds(10), Cancellation);
}

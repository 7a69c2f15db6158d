using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;
using PhotoScore.Testing;
using PhotoScore.Trainer.Jobs;
using PhotoScore.Trainer.Tests.Jobs;
using PhotoScore.Trainer.Weights;

namespace PhotoScore.Trainer.Tests.Weights;

/// <summary>A whole job that starts from a file.</summary>
public sealed class WeightsJobTests : IDisposable
{
    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("weights");
    private readonly AzuriteFixture _azurite;

    public WeightsJobTests(AzuriteFixture azurite)
    {
        _azurite = azurite;
        Environment.SetEnvironmentVariable(WeightsCache.FolderVariable, _cache.FullName);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(WeightsCache.FolderVariable, null);
        _cache.Delete(recursive: true);
    }

    [Fact]
    public async Task RunAsync_from_an_earlier_models_weights_says_so_in_its_manifest()
    {
        var first = await StoredJob.CreateAsync(_azurite, epochs: 1);
        Assert.Equal(JobOutcome.Published, await RunAsync(first.Uri));
        Assert.Equal("Glorot initialisation", (await first.ManifestAsync()).Init!.From);
        var weights = first.Paths.Checkpoint("best.safetensors");
        var second = await first.StoreAsync(first.Job with
        {
            Version = new VersionId(2),
            SourcesContainer = first.Models.Name,
            Request = first.Job.Request with { Init = new WeightsSource { Blob = weights, License = "CC0-1.0" } },
        });

        Assert.Equal(JobOutcome.Published, await RunAsync(second));

        var init = (await first.JsonAsync<Core.Models.ModelManifest>(new Core.Storage.ModelPaths(first.Paths.Model, new VersionId(2)).Manifest)).Init!;
        Assert.Equal(($"{first.Models.Name}/{weights}", "CC0-1.0", 12), (init.From, init.License, init.Loaded));
        Assert.Equal(await first.Sha256Async(weights), init.Sha256);
        Assert.Equal([0, 0, 0], init.Mean!);
    }

    [Fact]
    public async Task RunAsync_weights_that_do_not_fit_fails_and_the_status_names_the_tensors()
    {
        var job = await StoredJob.CreateAsync(_azurite, epochs: 1);
        await job.Models.UploadBlobAsync("some.pth", BinaryData.FromBytes(Fixture.Bytes("zip.pth")), TestContext.Current.CancellationToken);
        var uri = await job.StoreAsync(job.Job with
        {
            SourcesContainer = job.Models.Name,
            Request = job.Job.Request with { Init = new WeightsSource { Blob = "some.pth" } },
        });

        Assert.Equal(JobOutcome.Failed, await RunAsync(uri));

        var error = (await job.StatusAsync()).Error!;
        Assert.Contains("conv1.weight [16, 3, 3, 3] is missing.", error, StringComparison.Ordinal);
        Assert.Contains("conv.weight [3, 2] is unexpected.", error, StringComparison.Ordinal);
    }

    private Task<JobOutcome> RunAsync(Uri job) => new JobRunner(new TrainerLog(TextWriter.Null, TimeProvider.System), TimeProvider.System).RunAsync(
        JobStorage.FromConnection(_azurite.ConnectionString), job, 1, TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
}

using Microsoft.Extensions.Logging.Abstractions;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Storage;
using PhotoScore.Functions.Training;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Training;

public sealed class TrainingStarterTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly TrainingRequest Request = new() { Dataset = Some.Dataset, Architecture = "basic-cnn" };

    private readonly FakeDurableClient _client = new();
    private readonly RequestFaults _faults = new();

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task Start_many_at_once_each_gets_a_version_and_an_orchestration_of_its_own()
    {
        var (storage, starter) = await ArrangeAsync();
        await Some.FinishDatasetAsync(storage, 1);

        var trainings = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StartAsync(starter, Request)));

        Assert.Equal(Enumerable.Range(1, 8), trainings.Select(training => training!.Version.Number).Order());
        Assert.Equal(8, _client.Instances.Count);
        Assert.Contains("train-smiles-v8", _client.Instances.Keys);
    }

    [Fact]
    public async Task Start_without_version_takes_the_newest_complete_one()
    {
        var (storage, starter) = await ArrangeAsync();
        await Some.FinishDatasetAsync(storage, 1);
        await Some.FinishDatasetAsync(storage, 10);
        await storage.Datasets.GetBlobClient("faces/v11/recipe.json").UploadAsync(BinaryData.FromString("{}"), TestContext.Current.CancellationToken);

        var training = await StartAsync(starter, Request);

        var accepted = await storage.Models.ReadJsonAsync<AcceptedTraining>(training!.Paths().Request, TestContext.Current.CancellationToken);
        Assert.Equal(10, accepted!.Value.DatasetVersion.Number);
    }

    [Fact]
    public async Task Start_dataset_that_is_absent_or_incomplete_is_a_fault_and_allocates_nothing()
    {
        var (storage, starter) = await ArrangeAsync();
        Assert.Null(await StartAsync(starter, Request));
        await storage.Datasets.GetBlobClient("faces/v1/recipe.json").UploadAsync(BinaryData.FromString("{}"), TestContext.Current.CancellationToken);
        Assert.Null(await StartAsync(starter, Request with { Version = new(1) }));

        Assert.Contains("There is no dataset 'faces'", _faults.ByPath()["dataset"][0], StringComparison.Ordinal);
        Assert.Contains("not complete", _faults.ByPath()["version"][0], StringComparison.Ordinal);
        Assert.Empty(await new ModelCatalog(storage).VersionsAsync(Some.Model, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Start_weights_that_are_not_there_are_a_fault_and_those_that_are_there_are_taken()
    {
        var (storage, starter) = await ArrangeAsync();
        await Some.FinishDatasetAsync(storage, 1);
        var request = Request with { Init = new() { Blob = "weights/some.pth" } };

        Assert.Null(await StartAsync(starter, request));
        await storage.Sources.GetBlobClient("weights/some.pth").UploadAsync(BinaryData.FromString("1"), TestContext.Current.CancellationToken);
        var training = await starter.StartAsync(Some.Model, request, origin: null, _client, new RequestFaults(), TestContext.Current.CancellationToken);

        Assert.Contains("no blob 'weights/some.pth'", Assert.Single(_faults.ByPath()["init.blob"]), StringComparison.Ordinal);
        Assert.NotNull(training);
    }

    [Fact]
    public async Task Start_twice_in_the_name_of_one_build_is_one_training()
    {
        var (storage, starter) = await ArrangeAsync();
        await Some.FinishDatasetAsync(storage, 1);

        var first = await StartAsync(starter, Request, RequestOrigin.Of("build-faces-v1"));
        var again = await StartAsync(starter, Request, RequestOrigin.Of("build-faces-v1"));
        var other = await StartAsync(starter, Request, RequestOrigin.Of("build-faces-v2"));

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Start_of_many_at_once_with_one_key_is_one_training_and_with_other_content_is_refused()
    {
        var (storage, starter) = await ArrangeAsync();
        await Some.FinishDatasetAsync(storage, 1);
        var origin = RequestOrigin.OfKey("a key", "content");

        var started = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => StartAsync(starter, Request, i % 2 == 0 ? origin : null)));
        var refused = () => StartAsync(starter, Request, RequestOrigin.OfKey("a key", "other content"));

        Assert.Single(started.Where((_, i) => i % 2 == 0).Distinct());
        Assert.Equal(9, started.Distinct().Count());
        await Assert.ThrowsAsync<OriginReusedException>(refused);
    }

    [Fact]
    public async Task Submit_writes_the_job_and_a_message_that_names_it_and_a_cancelled_training_gets_neither()
    {
        var (storage, starter) = await ArrangeAsync();
        await Some.FinishDatasetAsync(storage, 1);
        var (first, cancelled) = ((await StartAsync(starter, Request))!, (await StartAsync(starter, Request))!);
        await storage.Models.GetBlobClient(cancelled.Paths().Cancel).UploadAsync(BinaryData.FromString(""), TestContext.Current.CancellationToken);
        var catalog = new ModelCatalog(storage);
        var activities = new TrainingActivities(storage, new LocalTrainingPool(storage), catalog, new(storage, catalog, new(storage), TimeProvider.System));

        await activities.SubmitTraining(new(first, 2), TestContext.Current.CancellationToken);
        await activities.SubmitTraining(new(cancelled, 1), TestContext.Current.CancellationToken);

        var messages = (await storage.TrainingJobs.ReceiveMessagesAsync(10, cancellationToken: TestContext.Current.CancellationToken)).Value;
        var submission = System.Text.Json.JsonSerializer.Deserialize<TrainingSubmission>(
            Assert.Single(messages).MessageText, Core.Json.StoredJson.Compact)!;
        Assert.Equal(2, submission.Attempt);
        Assert.EndsWith("/smiles/v1/job.json", submission.Job.AbsolutePath, StringComparison.Ordinal);
        var job = await storage.Models.ReadJsonAsync<TrainingJob>(first.Paths().Job, TestContext.Current.CancellationToken);
        Assert.Equal((storage.Models.Name, 1), (job!.Value.ModelsContainer, job.Value.DatasetVersion.Number));
    }

    [Fact]
    public async Task Hint_wakes_a_running_training_and_what_is_none_is_dropped()
    {
        var (storage, starter) = await ArrangeAsync();
        await Some.FinishDatasetAsync(storage, 1);
        await StartAsync(starter, Request);
        var events = new TrainingEvents(new(NullLogger<TrainingWaker>.Instance), NullLogger<TrainingEvents>.Instance);

        await events.Run("""{"instanceId":"train-smiles-v1","attempt":1,"sequence":4}""", _client, TestContext.Current.CancellationToken);
        await events.Run("""{"instanceId":"train-gone-v1","attempt":1,"sequence":4}""", _client, TestContext.Current.CancellationToken);
        await events.Run("no json", _client, TestContext.Current.CancellationToken);

        Assert.Equal(("train-smiles-v1", new TrainingEvent("train-smiles-v1", 1, 4)), Assert.Single(_client.Events));
    }

    private async Task<(PhotoStorage Storage, TrainingStarter Starter)> ArrangeAsync()
    {
        var storage = await Some.StorageAsync(azurite);
        return (storage, new(storage, new(storage), new(), TimeProvider.System));
    }

    private Task<TrainingKey?> StartAsync(TrainingStarter starter, TrainingRequest request, RequestOrigin? origin = null) =>
        starter.StartAsync(Some.Model, request, origin, _client, _faults, TestContext.Current.CancellationToken);
}

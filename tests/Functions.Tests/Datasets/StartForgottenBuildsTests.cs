using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PhotoScore.Functions.Datasets.Api;
using PhotoScore.Functions.Storage;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets;

public sealed class StartForgottenBuildsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Recipe = """{ "sources": [ { "kind": "folder", "name": "any" } ], "labels": { "kind": "folder" } }""";

    private readonly FakeDurableClient _client = new();
    private BuildBench _bench = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await BuildBench.CreateAsync(azurite);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task RunAsync_recipe_without_a_build_is_started_once()
    {
        var build = await _bench.AcceptAsync("lost", Recipe);

        await RunAsync(TimeSpan.FromMinutes(5));
        await RunAsync(TimeSpan.FromMinutes(6));

        Assert.Equal([build.InstanceId], _client.Instances.Keys);
    }

    [Fact]
    public async Task RunAsync_young_recipe_is_left_to_the_request_that_brought_it()
    {
        await _bench.AcceptAsync("young", Recipe);

        await RunAsync(TimeSpan.Zero);

        Assert.Empty(_client.Instances);
    }

    [Fact]
    public async Task RunAsync_cancelled_build_is_not_started()
    {
        var build = await _bench.AcceptAsync("unwanted", Recipe);
        await _bench.Storage.Datasets.TryCreateJsonAsync(build.Work.Cancelled, new { }, Cancellation);

        await RunAsync(TimeSpan.FromMinutes(5));

        Assert.Empty(_client.Instances);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    public async Task StartAsync_id_that_exists_is_never_started_again(OrchestrationRuntimeStatus status)
    {
        var build = await _bench.AcceptAsync("known", Recipe);
        _client.Instances[build.InstanceId] = status;

        Assert.False(await BuildStarter.StartAsync(build, _client, Cancellation));
        await RunAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(status, _client.Instances[build.InstanceId]);
    }

    private Task RunAsync(TimeSpan later) =>
        new StartForgottenBuilds(_bench.Storage, new FakeTimeProvider(DateTimeOffset.UtcNow + later), NullLogger<StartForgottenBuilds>.Instance)
            .RunAsync(new TimerInfo(), _client, Cancellation);
}

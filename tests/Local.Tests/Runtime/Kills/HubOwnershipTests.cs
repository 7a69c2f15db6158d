using PhotoScore.Local.Azurite;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Runtime.Kills;

/// <summary>A process that does not own its hub must say so, and not look as if it worked.</summary>
public sealed class HubOwnershipTests(AzuriteFixture azurite) : IDisposable
{
    private readonly Effects _effects = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Process_whose_storage_is_gone_ends_with_an_error_code_and_says_why()
    {
        await using var storage = await AzuriteServer.StartAsync(cancellation: Cancellation);
        await using var app = new SampleProcess(storage.ConnectionString, azurite.NewPrefix(), _effects);
        app.Start();
        await app.UntilItAnswersAsync();
        await app.Http.PostAsync("api/fanout/100", content: null, Cancellation);

        await storage.DisposeAsync();
        _effects.Allow(100);
        var code = await app.UntilItEndsAsync();

        Assert.True(code == 1, $"Exit code {code}:\n{app.Log}");
        Assert.Contains("ends with exit code 1", app.Log);
        Assert.DoesNotContain("Unhandled exception", app.Log);
    }

    [Fact]
    public async Task Process_waits_for_the_one_that_owns_the_hub_and_takes_over_when_it_ends()
    {
        var hub = azurite.NewPrefix();
        await using var first = new SampleProcess(azurite.ConnectionString, hub, _effects);
        await using var second = new SampleProcess(azurite.ConnectionString, hub, _effects);
        first.Start();
        await first.UntilItAnswersAsync();

        second.Start();
        await second.UntilItSaysAsync($"belongs to process {first.ProcessId}");
        await Assert.ThrowsAsync<HttpRequestException>(() => second.Http.GetAsync("api/ping", Cancellation));
        await first.KillAsync();

        await second.UntilItAnswersAsync();
    }

    [Fact]
    public async Task Process_that_waits_for_the_hub_can_be_stopped()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM on Windows.");
        var hub = azurite.NewPrefix();
        await using var first = new SampleProcess(azurite.ConnectionString, hub, _effects);
        await using var second = new SampleProcess(azurite.ConnectionString, hub, _effects);
        first.Start();
        await first.UntilItAnswersAsync();
        second.Start();
        await second.UntilItSaysAsync("waiting until it ends");

        await second.TerminateAsync();
        var code = await second.UntilItEndsAsync();

        Assert.DoesNotContain("Unhandled exception", second.Log);
        Assert.Equal(0, code);
    }

    public void Dispose() => _effects.Dispose();
}

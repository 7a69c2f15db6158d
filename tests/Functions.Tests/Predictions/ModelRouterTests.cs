using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Predictions;
using PhotoScore.Functions.Storage;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Predictions;

public sealed class ModelRouterTests(AzuriteFixture azurite)
{
    private static readonly byte[] Grey = Photo.Png(100, 100, 100);

    [Fact]
    public async Task HoldCurrent_promotions_under_load_drop_no_request_and_answer_with_the_version_that_they_name()
    {
        const int Versions = 6;
        var storage = await Some.StorageAsync(azurite);
        for (var version = 1; version <= Versions; version++)
            await Some.PublishAsync(storage, version, bias: version);
        // Room for two sessions only, so that promotions close sessions that answer at that moment.
        using var serving = new Serving(storage, new() { CurrentFor = TimeSpan.Zero, MaxSessions = 2 });
        await PromoteAsync(serving, 1);
        using var stop = new CancellationTokenSource();
        var answers = new ConcurrentQueue<PredictionAnswer>();

        var callers = Enumerable.Range(0, 8).Select(_ => Task.Run(() => CallAsync(serving, answers, stop.Token))).ToList();
        for (var version = 1; version <= Versions; version++)
        {
            if (version > 1)
                await PromoteAsync(serving, version);
            // Each version stays until the callers have met it; a caller that failed is for the end to tell.
            await Until.TrueAsync(() => answers.Any(answer => answer.Version.Number == version) || callers.Exists(caller => caller.IsFaulted));
        }
        await stop.CancelAsync();
        await Task.WhenAll(callers);

        Assert.All(answers, answer => Assert.Equal(TinyOnnx.Yes(0, 0, bias: answer.Version.Number), answer.Predictions[0].Probabilities!["yes"], 1e-6));
        Assert.Equal(Versions, answers.Select(answer => answer.Version).Distinct().Count());
    }

    [Fact]
    public async Task HoldCurrent_promoted_version_that_is_damaged_leaves_the_earlier_one_answering()
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1);
        await Some.PublishAsync(storage, 2);
        await storage.Models.GetBlobClient(new ModelPaths(Some.Model, new(2)).Onnx)
            .UploadAsync(BinaryData.FromString("damaged"), overwrite: true, TestContext.Current.CancellationToken);
        using var serving = new Serving(storage);
        await PromoteAsync(serving, 1);
        await serving.AnswerAsync(Serving.Request("image/png", Grey));

        await PromoteAsync(serving, 2);
        var answer = await serving.AnswerAsync(Serving.Request("image/png", Grey));
        var named = await serving.RefusalAsync(Serving.Request("image/png", Grey), version: "v2");

        Assert.Equal(new VersionId(1), answer.Version);
        Assert.Equal(500, named.Status);
        Assert.Contains("SHA-256", named.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hold_evicted_model_stays_open_until_its_last_request_lets_go()
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1);
        await Some.PublishAsync(storage, 2);
        using var serving = new Serving(storage, new() { MaxSessions = 1 });
        var first = await serving.Sessions.HoldAsync(Some.Model, new(1), TestContext.Current.CancellationToken);

        var second = await serving.Sessions.HoldAsync(Some.Model, new(2), TestContext.Current.CancellationToken);

        Assert.False(first!.IsReleased);
        first.Release();
        Assert.True(first.IsReleased);
        second!.Release();
        Assert.False(second.IsReleased);
    }

    [Fact]
    public async Task HoldCurrent_shares_divide_the_requests()
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1);
        await Some.PublishAsync(storage, 2);
        var current = new CurrentModel { Routes = [new(new(1), 0.75), new(new(2), 0.25)], Reason = "a test" };
        await storage.Models.WriteJsonAsync(ModelPaths.Current(Some.Model), current, TestContext.Current.CancellationToken);
        using var serving = new Serving(storage, new() { CurrentFor = TimeSpan.FromHours(1) });

        var versions = new List<VersionId>();
        for (var i = 0; i < 400; i++)
        {
            var held = await serving.Router.HoldCurrentAsync(Some.Model, TestContext.Current.CancellationToken);
            versions.Add(held!.Manifest.Version);
            held.Release();
        }

        // Four standard deviations of a binomial of 400 at 1/4: 4 * sqrt(75) = 35. The draw is seeded, so this never varies.
        Assert.InRange(versions.Count(version => version.Number == 2), 65, 135);
    }

    [Fact]
    public async Task HoldCurrent_requests_with_one_key_stay_with_one_version_and_keys_divide_by_the_shares()
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1);
        await Some.PublishAsync(storage, 2);
        var current = new CurrentModel { Routes = [new(new(1), 0.75), new(new(2), 0.25)], Reason = "a test" };
        await storage.Models.WriteJsonAsync(ModelPaths.Current(Some.Model), current, TestContext.Current.CancellationToken);
        using var one = new Serving(storage, new() { CurrentFor = TimeSpan.FromHours(1) });
        using var another = new Serving(storage, new() { CurrentFor = TimeSpan.FromHours(1) });

        var versions = new List<VersionId>();
        for (var i = 0; i < 400; i++)
        {
            var first = await one.Router.HoldCurrentAsync(Some.Model, $"caller-{i}", TestContext.Current.CancellationToken);
            var second = await another.Router.HoldCurrentAsync(Some.Model, $"caller-{i}", TestContext.Current.CancellationToken);
            Assert.Equal(first!.Manifest.Version, second!.Manifest.Version);
            versions.Add(first.Manifest.Version);
            first.Release();
            second.Release();
        }

        Assert.InRange(versions.Count(version => version.Number == 2), 65, 135);
    }

    [Fact]
    public async Task HoldCurrent_while_a_model_is_asked_often_nobody_waits_for_the_next_version()
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1);
        await Some.PublishAsync(storage, 2);
        var time = new FakeTimeProvider();
        var limits = new PredictionLimits();
        using var sessions = new ModelSessions(storage, new(storage), limits, time);
        using var router = new ModelRouter(storage, sessions, limits, time, NullLogger<ModelRouter>.Instance);
        using var serving = new Serving(storage);
        await PromoteAsync(serving, 1);
        Assert.Equal(1, await VersionAsync(router));
        await PromoteAsync(serving, 2);

        time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal(1, await VersionAsync(router));
        await Until.TrueAsync(() => router.Answering(Some.Model).Contains(new(2)));
        Assert.Equal(2, await VersionAsync(router));

        // Who was not asked for long looks first.
        await PromoteAsync(serving, 1);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await VersionAsync(router));
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.7499, 1)]
    [InlineData(0.7501, 2)]
    [InlineData(0.9999, 2)]
    public void Pick_takes_the_version_into_whose_share_the_number_falls(double number, int version) =>
        Assert.Equal(version, RouteDraw.Pick([new(new(1), 0.75), new(new(2), 0.25)], number).Number);

    private static async Task<int> VersionAsync(ModelRouter router)
    {
        var held = await router.HoldCurrentAsync(Some.Model, TestContext.Current.CancellationToken);
        held!.Release();
        return held.Manifest.Version.Number;
    }

    private static async Task PromoteAsync(Serving serving, int version) =>
        await serving.Promoter.PromoteAsync(Some.Model, new(version), Promotion.Always, TestContext.Current.CancellationToken);

    private static async Task CallAsync(Serving serving, ConcurrentQueue<PredictionAnswer> answers, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            answers.Enqueue(await serving.AnswerAsync(Serving.Request("image/png", Grey)));
    }
}

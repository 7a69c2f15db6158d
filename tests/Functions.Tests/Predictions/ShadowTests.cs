using System.Collections.Concurrent;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Models;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Predictions;
using PhotoScore.Functions.Storage;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Predictions;

public sealed class ShadowTests(AzuriteFixture azurite)
{
    private static readonly byte[] Grey = Photo.Png(100, 100, 100);

    [Fact]
    public async Task Shadow_sees_what_was_answered_and_only_observers_and_the_log_see_it()
    {
        var seen = new Seen();
        using var serving = await ArrangeAsync(new() { CurrentFor = TimeSpan.Zero }, seen);

        var answer = await serving.AnswerAsync(Serving.Request("image/png", Grey));
        await Until.TrueAsync(() => seen.All.Any(one => one.Version == 2));

        Assert.Equal(1, answer.Version.Number);
        Assert.Equal(TinyOnnx.Yes(100, 100, bias: 1), seen.All.Single(one => one.Version == 1).Yes, 1e-6);
        Assert.Equal(TinyOnnx.Yes(100, 100, bias: -2), seen.All.Single(one => one.Version == 2).Yes, 1e-6);
        Assert.All(seen.All, one => Assert.Equal(3, one.Embedding));
        var line = Assert.Single(serving.Logs.Of(405));
        Assert.Contains("v2 of smiles beside v1: agrees False", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shadow_is_not_asked_about_what_a_version_by_its_name_was_asked()
    {
        var seen = new Seen();
        using var serving = await ArrangeAsync(new() { CurrentFor = TimeSpan.Zero }, seen);
        await Some.PublishAsync(serving.Storage, 3, bias: 3);

        await serving.AnswerAsync(Serving.Request("image/png", Grey), version: "v3");
        await serving.AnswerAsync(Serving.Request("image/png", Grey));
        await Until.TrueAsync(() => seen.All.Any(one => one.Version == 2));

        Assert.Single(serving.Logs.Of(405));
    }

    [Fact]
    public async Task Shadow_that_has_no_time_is_dropped_and_counted_and_goes_on_afterwards()
    {
        using var serving = await ArrangeAsync(new() { CurrentFor = TimeSpan.Zero, MaxShadowPhotos = 2, Concurrency = 1 }, new Seen());
        var held = (await serving.Router.HoldCurrentAsync(Some.Model, TestContext.Current.CancellationToken))!;
        using var pixels = new Pixels(4, 4);
        await Until.TrueAsync(serving.Queue.TryTakePlace);

        for (var i = 0; i < 20; i++)
            serving.Shadows.Offer(held, new(new float[] { 0.5f, 0.5f }), Grey, pixels);

        // Two may wait, and one more may have been taken out to be worked on.
        Assert.InRange(serving.Shadows.Dropped, 17, 18);
        Assert.Empty(serving.Logs.Of(405));
        Assert.Single(serving.Logs.Of(406));
        serving.Queue.GivePlaceBack();
        await Until.TrueAsync(() => serving.Logs.Of(405).Count() == 20 - serving.Shadows.Dropped);
        held.Release();
    }

    [Fact]
    public async Task Shadow_that_can_not_be_served_fails_no_request()
    {
        using var serving = await ArrangeAsync(new() { CurrentFor = TimeSpan.Zero }, new Seen());
        await serving.Storage.Models.GetBlobClient(new ModelPaths(Some.Model, new(2)).Onnx)
            .UploadAsync(BinaryData.FromString("damaged"), overwrite: true, TestContext.Current.CancellationToken);

        var answer = await serving.AnswerAsync(Serving.Request("image/png", Grey));

        Assert.Equal(1, answer.Version.Number);
        Assert.Single(serving.Logs.Of(404));
        Assert.Empty(await serving.Readiness.FaultsAsync(TestContext.Current.CancellationToken));
    }

    private async Task<Serving> ArrangeAsync(PredictionLimits limits, IPredictionObserver observer)
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1, bias: 1);
        await Some.PublishAsync(storage, 2, bias: -2);
        var current = new CurrentModel { Routes = [new(new(1), 1)], Shadow = new(2), Reason = "a test" };
        await storage.Models.WriteJsonAsync(ModelPaths.Current(Some.Model), current, TestContext.Current.CancellationToken);
        return new(storage, limits, observer);
    }

    private sealed class Seen : IPredictionObserver
    {
        public ConcurrentQueue<(int Version, double Yes, int Embedding)> All { get; } = new();

        public bool WantsEmbedding => true;

        public void Observe(LoadedModel model, PredictionOutput output, Pixels prepared, (int Width, int Height)? original) =>
            All.Enqueue((model.Manifest.Version.Number, output.Probabilities.Span[1], output.Embedding!.Value.Length));
    }
}

using Microsoft.Extensions.Time.Testing;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Predictions;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Predictions;

public sealed class MicroBatcherTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(5);
    private static readonly PredictionLimits Limits = new() { CurrentFor = TimeSpan.Zero, BatchSize = 3, MicroBatchDelay = Delay };

    [Fact]
    public async Task Run_a_full_batch_runs_at_once_and_each_gets_its_own_answer()
    {
        using var queue = new PredictionQueue(Limits);
        var batcher = new MicroBatcher(Limits, queue, new FakeTimeProvider());
        var model = Load();
        using var photos = new Photos(10, 100, 200);

        // The clock stands still: only a full batch can be run.
        var answers = await Task.WhenAll(photos.All.Select(photo => batcher.RunAsync(model, photo, wantEmbedding: false)));

        Assert.Equal([Yes(10), Yes(100), Yes(200)], answers.Select(answer => (double)answer.Output.Probabilities.Span[1]), (a, b) => Math.Abs(a - b) < 1e-6);
        model.Release();
    }

    [Fact]
    public async Task Run_a_lone_photo_runs_when_the_delay_is_over_and_not_before()
    {
        using var queue = new PredictionQueue(Limits);
        var time = new FakeTimeProvider();
        var batcher = new MicroBatcher(Limits, queue, time);
        var model = Load();
        using var photos = new Photos(50);

        var answer = batcher.RunAsync(model, photos.All[0], wantEmbedding: true);
        time.Advance(Delay - TimeSpan.FromTicks(1));
        Assert.False(answer.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(Yes(50), (await answer).Output.Probabilities.Span[1], 1e-6);
        Assert.Equal(3, (await answer).Output.Embedding!.Value.Length);
        model.Release();
    }

    [Fact]
    public async Task Predict_with_micro_batches_answers_each_request_its_own()
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1);
        using var serving = new Serving(storage, Limits);
        await serving.Promoter.PromoteAsync(Some.Model, new(1), Promotion.Always, TestContext.Current.CancellationToken);
        byte[] reds = [.. Enumerable.Range(0, 40).Select(i => (byte)(i * 6))];

        var answers = await Task.WhenAll(reds.Select(red => serving.AnswerAsync(Serving.Request("image/png", Photo.Png(red, 0, 0)))));

        Assert.All(answers.Zip(reds), pair => Assert.Equal(Yes(pair.Second), pair.First.Predictions[0].Probabilities!["yes"], 1e-6));
        Assert.Equal(422, (await serving.RefusalAsync(Serving.Request("image/png", Photo.Png(1, 2, 3)[..^20]))).Status);
    }

    private static double Yes(int red) => TinyOnnx.Yes(red, 0, bias: 0);

    private static LoadedModel Load()
    {
        var onnx = TinyOnnx.Redness(0);
        return LoadedModel.Load(Some.Manifest(onnx: onnx), onnx);
    }

    private sealed class Photos(params int[] reds) : IDisposable
    {
        public IReadOnlyList<Pixels> All { get; } = [.. reds.Select(red =>
        {
            var pixels = new Pixels(4, 4);
            for (var i = 0; i < pixels.Span.Length; i++)
                pixels.Span[i] = i % 3 == 0 ? (byte)red : (byte)0;
            return pixels;
        })];

        public void Dispose()
        {
            foreach (var photo in All)
                photo.Dispose();
        }
    }
}

using Microsoft.AspNetCore.Mvc;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Predictions;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Predictions;

public sealed class QueueTests(AzuriteFixture azurite)
{
    private static readonly byte[] Grey = Photo.Png(100, 100, 100);

    [Fact]
    public async Task Predict_more_than_may_wait_is_503_with_retry_after_and_the_others_are_answered()
    {
        using var serving = await ArrangeAsync(new() { CurrentFor = TimeSpan.Zero, Concurrency = 1, MaxQueuedPhotos = 4 });
        await serving.AnswerAsync(Serving.Request("image/png", Grey));
        // Nothing is answered while the only place is taken, so what is sent now waits.
        await Until.TrueAsync(serving.Queue.TryTakePlace);
        var waiting = Enumerable.Range(0, 4).Select(_ => serving.AnswerAsync(Serving.Request("image/png", Grey))).ToList();
        await Until.TrueAsync(() => serving.Queue.Inside == 4);

        var fifth = Serving.Request("image/png", Grey);
        var refused = Assert.IsType<ObjectResult>(await serving.SendAsync(fifth));
        serving.Queue.GivePlaceBack();
        var answers = await Task.WhenAll(waiting);

        var problem = Assert.IsType<ProblemDetails>(refused.Value);
        Assert.Equal((503, "queue-full"), (problem.Status, problem.Extensions["code"]));
        Assert.InRange(int.Parse(fifth.HttpContext.Response.Headers.RetryAfter.ToString()), 1, 30);
        Assert.All(answers, answer => Assert.Equal("yes", Assert.Single(answer.Predictions).Class));
        Assert.Equal("yes", (await serving.AnswerAsync(Serving.Request("image/png", Grey))).Predictions[0].Class);
    }

    [Fact]
    public async Task Upload_waits_however_many_wait_already()
    {
        using var serving = await ArrangeAsync(new() { CurrentFor = TimeSpan.Zero, Concurrency = 1, MaxQueuedPhotos = 1 });
        await Until.TrueAsync(serving.Queue.TryTakePlace);
        var first = serving.Scorer.ScoreAsync("smiles/a.png", new MemoryStream(Grey), TestContext.Current.CancellationToken);
        var second = serving.Scorer.ScoreAsync("smiles/b.png", new MemoryStream(Grey), TestContext.Current.CancellationToken);
        await Until.TrueAsync(() => serving.Queue.Inside == 2);

        serving.Queue.GivePlaceBack();
        await Task.WhenAll(first, second);

        Assert.True(await serving.Storage.Scores.GetBlobClient("smiles/b.png.json").ExistsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Enter_lets_a_large_request_into_an_empty_queue_and_counts_what_leaves()
    {
        using var queue = new PredictionQueue(new() { MaxQueuedPhotos = 8 });

        queue.Enter(64);
        Assert.Throws<QueueFullException>(() => queue.Enter(1));
        Assert.Throws<QueueFullException>(queue.RefuseWhenFull);
        queue.Leave(64);

        queue.RefuseWhenFull();
        Assert.Equal(0, queue.Inside);
    }

    private async Task<Serving> ArrangeAsync(PredictionLimits limits)
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1, bias: 1);
        var serving = new Serving(storage, limits);
        await serving.Promoter.PromoteAsync(Some.Model, new(1), Promotion.Always, TestContext.Current.CancellationToken);
        return serving;
    }
}

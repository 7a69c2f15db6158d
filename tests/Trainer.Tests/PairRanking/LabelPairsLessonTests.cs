using PhotoScore.Testing;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Evaluation;
using PhotoScore.Trainer.Jobs;
using PhotoScore.Trainer.Optimization;
using PhotoScore.Trainer.PairRanking;
using PhotoScore.Trainer.Tests.Diagnosis;
using PhotoScore.Trainer.Tests.Jobs;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.PairRanking;

public sealed class LabelPairsLessonTests(AzuriteFixture azurite)
{
    private static readonly TrainingPlan Plan = Some.Plan(epochs: 1) with { Loss = new("pairwiseLogistic"), BatchSize = 8 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Validate_loss_is_the_mean_over_all_pairs_and_does_not_change_with_an_offset()
    {
        using var photos = Provoked.Photos(20, seed: 1, label: i => i % 4 == 0 ? 1 : 0);
        using var network = new Network(Provoked.Small, 2, seed: 1);
        var scores = NetworkAnswers.Logits(network, photos, batchSize: 20, Cancellation);
        var expected = (from better in Enumerable.Range(0, 20)
                        from worse in Enumerable.Range(0, 20)
                        where photos.Labels[better] > photos.Labels[worse]
                        select Math.Log(1 + Math.Exp(scores[worse] - scores[better]))).Average();
        var lesson = new LabelPairsLesson(Plan, photos, photos);

        Assert.Equal(expected, lesson.Validate(network, Cancellation).Loss, 1e-6);
        using (torch.no_grad())
            network.State["logits.bias"].add_(5);
        Assert.Equal(expected, lesson.Validate(network, Cancellation).Loss, 1e-5);
    }

    [Fact]
    public void Validate_of_one_class_goes_by_the_cross_entropy()
    {
        using var photos = Provoked.Photos(6, seed: 1, label: _ => 1);
        using var network = new Network(Provoked.Small, 2, seed: 1);

        Assert.Equal(new ClassLesson(Plan, photos, photos).Validate(network, Cancellation).Loss, new LabelPairsLesson(Plan, photos, photos).Validate(network, Cancellation).Loss, 1e-6);
    }

    [Fact]
    public void Count_gives_every_photo_the_mean_of_the_batchs_pairs()
    {
        using var scope = torch.NewDisposeScope();
        using var loss = new Loss(Plan.Loss, [2, 1]);
        var counts = new ConfusionCounts(2);

        loss.Count(torch.tensor([1f, -1f, 2f], [3, 1]), [0, 0, 1], counts);

        // Both pairs have the third photo as the better one: 2 - 1 and 2 + 1.
        Assert.Equal((Math.Log(1 + Math.Exp(-1)) + Math.Log(1 + Math.Exp(-3))) / 2, counts.Metrics.Loss, 1e-6);
        Assert.Equal([[1, 1], [0, 1]], counts.Matrix);
    }

    [Fact]
    public async Task RunAsync_publishes_probabilities_and_not_bare_scores()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 3, loss: "pairwiseLogistic");

        var outcome = await new JobRunner(new TrainerLog(TextWriter.Null, TimeProvider.System), TimeProvider.System).RunAsync(
            JobStorage.FromConnection(azurite.ConnectionString), job.Uri, attempt: 1, TimeSpan.FromMinutes(1), Cancellation);

        Assert.Equal((JobOutcome.Published, null), (outcome, (await job.StatusAsync()).Error));
        var manifest = await job.ManifestAsync();
        Assert.InRange(manifest.Test.Loss, 0, 0.5 * Math.Log(2));
        Assert.InRange(manifest.Threshold!.Value, 0.2, 0.8);
        var curve = (await job.StatusAsync()).Curve;
        Assert.Equal(manifest.BestEpoch, curve.MinBy(epoch => epoch.Validation.Loss)!.Epoch);
    }
}

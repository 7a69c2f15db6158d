using PhotoScore.Core.Training;
using PhotoScore.Testing;
using PhotoScore.Trainer.Jobs;
using PhotoScore.Trainer.Tests.Jobs;

namespace PhotoScore.Trainer.Tests.PairRanking;

public sealed class RankingJobTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task RunAsync_publishes_a_model_that_ranks_and_answers_probabilities()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 3, photos: 240, change: Ranking, picture: ScoredPhotos.Dress);

        var outcome = await RunAsync(job);

        Assert.True(outcome == JobOutcome.Published, (await job.StatusAsync()).Error);
        var manifest = await job.ManifestAsync();
        TestContext.Current.SendDiagnosticMessage($"test rank correlation {manifest.Test.RankCorrelation}, pairs in order {manifest.Test.PairAccuracy}, log loss {manifest.Test.Loss}, parity {manifest.ParityError:E1}");
        Assert.InRange(manifest.Test.RankCorrelation!.Value, 0.8, 1);
        Assert.InRange(manifest.Test.PairAccuracy!.Value, 0.8, 1);
        Assert.InRange(manifest.Test.RankCorrelation.Value, manifest.Test.RankCorrelationInterval![0], manifest.Test.RankCorrelationInterval[1]);
        Assert.InRange(manifest.Test.PairAccuracy.Value, manifest.Test.PairAccuracyInterval![0], manifest.Test.PairAccuracyInterval[1]);
        Assert.True(manifest.Test.RankCorrelationInterval[0] < manifest.Test.RankCorrelationInterval[1]);
        Assert.InRange(manifest.Test.BalancedAccuracy, 0.8, 1);
        // Probabilities that mean something: one half for every photo would cost log 2.
        Assert.InRange(manifest.Test.Loss, 0, 0.5 * Math.Log(2));
        Assert.InRange(manifest.ParityError, 0, 1e-5);
        Assert.Equal(("pairwiseLogistic", 512), (manifest.Training.Loss, manifest.EmbeddingLength));
        Assert.DoesNotContain(manifest.Diagnoses, diagnosis => diagnosis.Code == "collapsed");
    }

    [Fact]
    public async Task RunAsync_of_photos_without_scores_says_how_to_get_them()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1, change: Ranking);

        Assert.Equal(JobOutcome.Failed, await RunAsync(job));

        Assert.Contains("labels of kind 'score'", (await job.StatusAsync()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_of_photos_that_nobody_took_in_pairs_says_what_to_widen()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 1, photos: 30, change: Ranking, picture: (photo, random) =>
        {
            var (dressed, jpeg) = ScoredPhotos.Dress(photo, random);
            return (dressed with { Candidate = dressed.Candidate with { Author = null } }, jpeg);
        });

        Assert.Equal(JobOutcome.Failed, await RunAsync(job));

        Assert.Contains("ranking.anyAuthor", (await job.StatusAsync()).Error, StringComparison.Ordinal);
    }

    private static TrainingRequest Ranking(TrainingRequest request) => request with { Architecture = "popularity-ranker-small", Augmentation = new() };

    private Task<JobOutcome> RunAsync(StoredJob job) => new JobRunner(new TrainerLog(TextWriter.Null, TimeProvider.System), TimeProvider.System)
        .RunAsync(JobStorage.FromConnection(azurite.ConnectionString), job.Uri, attempt: 1, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
}

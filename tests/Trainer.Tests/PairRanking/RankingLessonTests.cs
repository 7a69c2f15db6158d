using PhotoScore.Core.Imaging;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Checkpoints;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Optimization;
using PhotoScore.Trainer.PairRanking;

namespace PhotoScore.Trainer.Tests.PairRanking;

public sealed class RankingLessonTests
{
    private static readonly TrainingPlan Plan = Some.Plan(epochs: 2) with { BatchSize = 8 };

    [Fact]
    public void Order_puts_the_better_photo_of_each_pair_first()
    {
        var (train, validation, ranks) = Photos();
        using var photos = train;
        using var others = validation;
        var scores = ranks.Of(train).Select(photo => photo.Score).ToList();

        var lesson = new RankingLesson(train, validation, ranks, Plan.BatchSize);

        var order = lesson.Order(seed: 1, epoch: 1);
        Assert.Equal(lesson.PhotosPerEpoch, order.Length);
        Assert.All(order.Chunk(2), pair => Assert.True(scores[pair[0]] > scores[pair[1]]));
    }

    [Fact]
    public void Run_stopped_at_any_step_and_resumed_ends_with_the_same_weights()
    {
        var (train, validation, ranks) = Photos();
        using var photos = train;
        using var others = validation;
        var (expected, steps) = Run(train, validation, ranks, stopAfter: int.MaxValue, from: null);

        for (var stopAfter = 1; stopAfter <= steps; stopAfter += 5)
        {
            var (saved, _) = Run(train, validation, ranks, stopAfter, from: null);

            Assert.True(expected.Last.AsSpan().SequenceEqual(Run(train, validation, ranks, int.MaxValue, saved).File.Last));
        }
    }

    private static (PhotoSet Train, PhotoSet Validation, RankedPhotos Ranks) Photos()
    {
        var random = new Random(1);
        var ranks = new Dictionary<string, RankedPhoto>();
        var sets = new[] { 24, 12 }.Select((count, set) =>
        {
            var photos = new PhotoSet(count, 56, 56);
            for (var i = 0; i < count; i++)
            {
                var (key, score) = ($"{set}-{i}", random.NextDouble());
                ranks.Add(key, new RankedPhoto(score, "ann", i * 86_400.0));
                photos.Store(i, key, score > 0.5 ? 1 : 0, ScoredPhotos.Jpeg(score, random), Geometry.Squash(56, 56));
            }

            return photos;
        }).ToList();
        return (sets[0], sets[1], new RankedPhotos(ranks, new RankingSettings { PairsPerPhoto = 1 }));
    }

    private static (CheckpointFile File, long Steps) Run(PhotoSet train, PhotoSet validation, RankedPhotos ranks, int stopAfter, CheckpointFile? from)
    {
        using var network = new Network(ArchitectureCatalog.Find("popularity-ranker-small"), 2, Plan.Seed);
        using var loop = new TrainingLoop(network, Plan, train, new RankingLesson(train, validation, ranks, Plan.BatchSize), "abc", TimeProvider.System);
        using var stop = new CancellationTokenSource();
        if (from is not null)
            Assert.True(loop.TryResume(from));
        try
        {
            loop.Run(() => { if (loop.Step == stopAfter) stop.Cancel(); }, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // As a killed process would: all that is left is the file.
        }

        using var file = new MemoryStream();
        loop.Save().Write(file);
        file.Position = 0;
        return (CheckpointFile.Read(file), loop.Step);
    }
}

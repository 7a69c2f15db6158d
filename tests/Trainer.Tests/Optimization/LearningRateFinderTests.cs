using PhotoScore.Core.Imaging;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Optimization;

namespace PhotoScore.Trainer.Tests.Optimization;

public sealed class LearningRateFinderTests
{
    private const int Side = 4;

    private static readonly TrainingPlan Plan = Some.Plan() with { Optimizer = new("sgd"), Augmentation = new(), BatchSize = 64 };

    // Far from the mean, one direction, how bright a photo is, would outweigh all others and say nothing of its class.
    private static readonly PixelNormalization Centred = new(new Rgb(0.35, 0.35, 0.35), new Rgb(0.15, 0.15, 0.15));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Logistic regression, whose loss is convex: plain steps longer than 2 / curvature overshoot, and far shorter ones get nowhere.
    private static readonly Architecture Linear = new(
        "linear", "test", Geometry.Squash(Side, Side), new("sgd", 1, "constant", 64, 1, new(), "crossEntropy"), (classes, normalization) =>
        {
            var graph = new LayerGraphBuilder();
            return graph.Classify(graph.Add("flatten", new Flatten(), graph.AddPhoto(Side, Side, normalization)), classes);
        });

    [Fact]
    public void Run_convex_problem_suggests_a_rate_below_that_at_which_steps_overshoot_and_near_it()
    {
        using var train = Unclear(200);
        using var network = new Network(Linear, 2, seed: 1, Centred);
        var overshooting = 2 / LargestCurvature(train);
        var plan = Plan with { BatchSize = 200 };

        var sweep = LearningRateFinder.Run(network, plan, train, new ClassLesson(plan, train, train), 1e-6, 1e3, steps: 120, Cancellation);

        Assert.True(sweep.Diverged);
        Assert.InRange(sweep.Points[^1].LearningRate, overshooting, 1e3);
        Assert.InRange(sweep.Suggestion!.Value, overshooting / 50, overshooting);
    }

    [Fact]
    public void Run_leaves_the_network_as_it_was()
    {
        using var train = TinyNetwork.Photos(32);
        using var network = new Network(TinyNetwork.Architecture(norm: true, dropout: true), 2, seed: 1);
        var (weights, random) = (Saved(network), network.RandomState);

        var sweep = LearningRateFinder.Run(network, Plan, train, new ClassLesson(Plan, train, train), 1e-3, 1, steps: 10, Cancellation);

        Assert.Equal(10, sweep.Points.Count);
        Assert.False(sweep.Diverged);
        Assert.True(weights.AsSpan().SequenceEqual(Saved(network)));
        Assert.Equal(random, network.RandomState);
    }

    [Fact]
    public void Run_rates_rise_by_a_constant_factor_from_the_lowest_to_the_highest()
    {
        using var train = TinyNetwork.Photos(32);
        using var network = new Network(TinyNetwork.Architecture(), 2, seed: 1);

        var points = LearningRateFinder.Run(network, Plan, train, new ClassLesson(Plan, train, train), 1e-4, 1e-1, steps: 4, Cancellation).Points;

        for (var i = 0; i < 4; i++)
            Assert.Equal(Math.Pow(10, i - 4), points[i].LearningRate, 1e-9);
    }

    [Fact]
    public void Suggestion_is_where_the_loss_falls_fastest()
    {
        // A loss that falls from 1 to 0 along a logistic curve about the fortieth point.
        var points = Enumerable.Range(0, 80).Select(i => new LearningRatePoint(Math.Pow(10, i / 10.0), 1 / (1 + Math.Exp((i - 40) / 3.0))));

        var suggestion = new LearningRateSweep([.. points], Diverged: false).Suggestion!.Value;

        // Averages over points before lag behind, by ten points at most.
        Assert.InRange(suggestion, Math.Pow(10, 4), Math.Pow(10, 5));
    }

    [Fact]
    public void Suggestion_of_a_loss_that_never_falls_is_none() =>
        Assert.Null(new LearningRateSweep([.. Enumerable.Range(1, 30).Select(i => new LearningRatePoint(i, i))], Diverged: true).Suggestion);

    /// <summary>Photos of which one in four has the other's label, and too many for any weights to know them all: the loss has a lowest value above zero.</summary>
    private static PhotoSet Unclear(int count)
    {
        var set = new PhotoSet(count, Side, Side);
        var random = new Random(1);
        for (var i = 0; i < count; i++)
            set.Store(i, $"photo{i:D4}", random.Next(4) == 0 ? 1 - (i % 2) : i % 2, Some.Jpeg(i % 2, random), Geometry.Squash(Side, Side));
        return set;
    }

    private static byte[] Saved(Network network)
    {
        using var stream = new MemoryStream();
        network.SaveState(stream);
        return stream.ToArray();
    }

    /// <summary>
    /// The largest eigenvalue of the loss's second derivative where every photo has probability a half: of the mean of x xᵀ / 4, with a
    /// one for the bias behind the pixels, by power iteration.
    /// </summary>
    private static double LargestCurvature(PhotoSet photos)
    {
        var rows = Enumerable.Range(0, photos.Count).Select(i => photos[i].ToArray().Select(value => ((value / 255.0) - 0.35) / 0.15).Append(1).ToArray()).ToArray();
        var direction = rows[0];
        var eigenvalue = 0.0;
        for (var i = 0; i < 50; i++)
        {
            var next = new double[direction.Length];
            foreach (var row in rows)
            {
                var share = row.Zip(direction, (x, d) => x * d).Sum() / (4 * rows.Length);
                for (var j = 0; j < next.Length; j++)
                    next[j] += share * row[j];
            }

            eigenvalue = Math.Sqrt(next.Sum(x => x * x));
            direction = [.. next.Select(x => x / eigenvalue)];
        }

        return eigenvalue;
    }
}

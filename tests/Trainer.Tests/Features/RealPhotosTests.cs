using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Classical;
using PhotoScore.Trainer.Classical.Heads;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Evaluation;
using PhotoScore.Trainer.Features;
using PhotoScore.Trainer.Jobs;
using PhotoScore.Trainer.Onnx;

namespace PhotoScore.Trainer.Tests.Features;

/// <summary>Every classifier on the features that real weights give of real photos: what it is worth, and that its file answers as it does.</summary>
public sealed class RealPhotosTests(ITestOutputHelper output)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Classifiers_on_features_of_real_photos_are_worth_something_and_export_as_they_are()
    {
        using var trunk = SharedData.Network("mobilenet-v2-features", "models/mobilenet_v2_imagenet.safetensors");
        using PhotoSet train = SharedData.Photos("data/hotdog/train", trunk.Architecture.Geometry), test = SharedData.Photos("data/hotdog/val", trunk.Architecture.Geometry);
        var extraction = new FeatureExtraction(
            trunk, trunk.Graph.Embedding, 32, "hotdog", new MemoryFeatureStore(), new JobSettings(TimeSpan.FromHours(1), () => false), TimeProvider.System);
        var rows = await extraction.OfAsync("train", train, mirrored: false, _ => { }, Cancellation);
        var mirrored = await extraction.OfAsync("train", train, mirrored: true, _ => { }, Cancellation);
        int[] groups = [.. Enumerable.Range(0, train.Count)], own = [.. groups.Where(photo => train.Labels[photo] == 0)];
        var data = new LabelledFeatures(rows.Above(mirrored), train.Labels, groups, 2, [1, 1]);

        foreach (var (kind, least, fit) in new (string, double, Func<FittedHead>)[]
        {
            ("best", 0.84, () => new BestLinearHead(new ClassifierSettings { Kind = "best" }, 1).Fit(data, output.WriteLine, Cancellation)),
            ("logistic", 0.84, () => new LinearHead(new ClassifierSettings { Kind = "logistic" }, 1).Fit(data, output.WriteLine, Cancellation)),
            ("svm", 0.80, () => new LinearHead(new ClassifierSettings { Kind = "svm" }, 1).Fit(data, output.WriteLine, Cancellation)),
            ("forest", 0.78, () => new ForestHead(new ClassifierSettings { Trees = 200 }, 1).Fit(data, _ => { }, Cancellation)),
            ("nearestNeighbours", 0.4, () => OneClass("nearestNeighbours")),
            ("oneClassSvm", 0.4, () => OneClass("oneClassSvm")),
            ("oneClassSvm linear", 0.4, () => OneClass("oneClassSvm", "linear")),
            ("isolationForest", 0.4, () => OneClass("isolationForest")),
        })
        {
            using var network = FittedNetwork.Of(trunk, trunk.Graph.Embedding, fit(), 2);
            var answers = NetworkAnswers.Of(network, test, 32, Cancellation);
            var (balanced, parity) = (answers.Count(0.5).BalancedAccuracy, Parity(network, test));
            output.WriteLine($"{kind}: balanced accuracy {balanced:F4}, average precision {AveragePrecision(answers):F4}, parity {parity:E1}");

            Assert.InRange(parity, 0, OnnxParity.Tolerance);
            Assert.InRange(balanced, least, 1);
        }

        FittedHead OneClass(string kind, string? kernel = null) => new OneClassHead(new ClassifierSettings { Kind = kind, Kernel = kernel, Quantile = 0.1 }, 1).Fit(
            rows.Take(own), [.. own], isSecond: false, output.WriteLine, Cancellation);
    }

    private static double Parity(Network network, PhotoSet photos)
    {
        var file = new MemoryStream();
        OnnxExporter.Export(network, ["hotdog", "other"], file);
        using var session = new InferenceSession(file.ToArray());
        using var loader = new BatchLoader(photos, 32);
        var largest = 0.0;
        foreach (var batch in loader.InOrder(Cancellation))
        {
            using (batch)
            {
                using var pixels = batch.Pixels();
                largest = Math.Max(largest, OnnxParity.MaxAbsoluteDifference(network, session, [pixels], Cancellation));
            }
        }

        return largest;
    }

    // The mean over photos of the second class of the precision down to each.
    private static double AveragePrecision(Probabilities answers)
    {
        var order = Enumerable.Range(0, answers.Photos).OrderByDescending(photo => answers[photo][1]).ToArray();
        return Enumerable.Range(0, order.Length).Where(rank => answers.Labels[order[rank]] == 1)
            .Average(rank => order.Take(rank + 1).Count(photo => answers.Labels[photo] == 1) / (rank + 1.0));
    }
}

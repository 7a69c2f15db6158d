using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Models;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Classical;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Evaluation;
using PhotoScore.Trainer.Onnx;
using PhotoScore.Trainer.Optimization;
using PhotoScore.Trainer.PairRanking;
using TorchSharp;

namespace PhotoScore.Trainer.Publishing;

/// <summary>What is measured on the exported file, which is what will be served: nothing here comes from the network that trained.</summary>
internal sealed class ModelEvaluation
{
    private readonly TrainingData _data;
    private readonly int _seed;
    private readonly Probabilities _validationAnswers;
    private readonly Probabilities _testAnswers;
    private readonly (double Threshold, ModelDecision Decision)? _decision;
    private readonly ModelCalibration? _calibration;
    private readonly ModelAbstention? _abstention;

    private ModelEvaluation(Network network, DatasetManifest dataset, TrainingData data, TrainingRequest request, TrainingPlan plan, LeftOut? leftOut, CancellationToken cancellation)
    {
        (_data, _seed) = (data, plan.Seed);
        var classes = dataset.Classes;
        using var flipped = network.With(ServedGraph.Of(network.Graph, request.TestFlips, temperature: null));
        var calibrated = CalibratedAnswers.Of(flipped, data.Validation, leftOut, request.TestFlips, plan.BatchSize, cancellation);
        _calibration = calibrated.Calibration;
        using var served = network.With(ServedGraph.Of(network.Graph, request.TestFlips, _calibration?.Temperature));
        using var onnx = new MemoryStream();
        OnnxExporter.Export(served, classes, onnx);
        Onnx = onnx.ToArray();

        using var session = new InferenceSession(Onnx);
        ParityError = OnnxParity.MaxAbsoluteDifference(served, session, Pixels(data.Validation, plan.BatchSize, cancellation), cancellation);
        // Written so that a NaN fails too.
        if (!(ParityError <= OnnxParity.Tolerance))
            throw new InvalidOperationException($"The exported model differs from the trained one by {ParityError:E2} in a probability, more than {OnnxParity.Tolerance:E0}: it is not published. This is a fault of the exporter.");

        _validationAnswers = OnnxAnswers.Of(session, classes.Count, data.Validation, plan.BatchSize, cancellation);
        var choosing = calibrated.Choosing(_validationAnswers);
        _decision = DecisionThreshold.Decide(choosing, request.Threshold, ThresholdStart.Prior(plan));
        _abstention = AbstentionBand.Choose(choosing, Threshold, request.Abstain);
        _testAnswers = OnnxAnswers.Of(session, classes.Count, data.Test, plan.BatchSize, cancellation);
        Validation = SplitEvaluation.Of(_validationAnswers, Threshold, data.Train.Labels, plan.Seed, data.Validation.Groups);
        Test = BesideBaselines.Of(
            SplitEvaluation.Of(_testAnswers, Threshold, data.Train.Labels, plan.Seed, data.Test.Groups), AnsweredTest, dataset, data, request.KnownDuplicates, plan.Seed);
        if (_abstention is { } band)
        {
            Validation = Validation with { Abstention = AbstentionEffect.Of(band, _validationAnswers.Answered(Threshold, data.Validation.Groups), plan.Seed) };
            Test = Test with { Abstention = AbstentionEffect.Of(band, AnsweredTest, plan.Seed) };
        }
    }

    /// <summary>The file.</summary>
    public byte[] Onnx { get; }

    /// <summary>Its largest difference from the trained network on the validation split.</summary>
    public double ParityError { get; }

    /// <summary>The file's answers to the validation split.</summary>
    public Probabilities ValidationAnswers => _validationAnswers;

    /// <summary>The file's answers to the test split.</summary>
    public Probabilities TestAnswers => _testAnswers;

    public EvaluationMetrics Validation { get; private set; }

    public EvaluationMetrics Test { get; private set; }

    /// <summary>The published file's answers to the test split, at its threshold.</summary>
    public AnsweredPhotos AnsweredTest => _testAnswers.Answered(Threshold, _data.Test.Groups);

    private double? Threshold => _decision?.Threshold;

    /// <summary>Exports, compares and measures; what is chosen is chosen on the validation split, and on training photos that were left out where there are any.</summary>
    /// <exception cref="InvalidOperationException">The file does not answer as the network does.</exception>
    public static ModelEvaluation Of(
        Network network, DatasetManifest dataset, TrainingData data, TrainingRequest request, TrainingPlan plan, LeftOut? leftOut, CancellationToken cancellation) =>
        new(network, dataset, data, request, plan, leftOut, cancellation);

    /// <summary>Measures how well the probability of the second class follows the photos' scores, too.</summary>
    public void Rank(RankedPhotos ranks)
    {
        Validation = ranks.Rank(Validation, _data.Validation, _validationAnswers, _seed);
        Test = ranks.Rank(Test, _data.Test, _testAnswers, _seed);
    }

    /// <summary>Every answer as a Parquet table.</summary>
    public async Task<byte[]> PredictionsAsync(IReadOnlyList<string> classes, CancellationToken cancellation)
    {
        using var table = new MemoryStream();
        Prediction[] rows = [.. Rows(_data.Validation, _validationAnswers, Split.Validation), .. Rows(_data.Test, _testAnswers, Split.Test)];
        await PredictionsTable.WriteAsync(table, classes, rows, cancellation);
        return table.ToArray();
    }

    public ModelManifest Manifest(TrainingJob job, DatasetManifest dataset, Network network, TrainingPlan plan, int bestEpoch, DateTimeOffset now) => new()
    {
        Model = job.Model,
        Version = job.Version,
        PublishedAt = now,
        Classes = dataset.Classes,
        Threshold = Threshold,
        Decision = _decision?.Decision,
        Calibration = _calibration,
        Abstention = _abstention,
        TestFlips = job.Request.TestFlips,
        Geometry = network.Architecture.Geometry,
        Architecture = network.Architecture.Name.Value,
        Parameters = network.Parameters.Sum(parameter => parameter.numel()),
        EmbeddingLength = network.Graph.Embedding.Shape.Dimensions.Aggregate(1, (product, length) => product * (int)length),
        OnnxSha256 = ModelPublisher.Sha256(Onnx),
        Dataset = new ModelDataset(dataset.Dataset, dataset.Version, dataset.PhotosSha256),
        Training = plan.Complete(job.Request),
        BestEpoch = bestEpoch,
        Validation = Validation,
        Test = Test,
        ParityError = ParityError,
        Commit = ProductCommit.Id,
    };

    private IEnumerable<Prediction> Rows(PhotoSet photos, Probabilities answers, Split split) => Enumerable.Range(0, photos.Count)
        .Select(i => new Prediction(photos.Keys[i], split, photos.Labels[i], answers.Answer(i, Threshold), answers[i].ToArray()));

    private static IEnumerable<torch.Tensor> Pixels(PhotoSet photos, int batchSize, CancellationToken cancellation)
    {
        using var loader = new BatchLoader(photos, batchSize);
        foreach (var batch in loader.InOrder(cancellation))
        {
            using (batch)
            {
                using var pixels = batch.Pixels();
                yield return pixels;
            }
        }
    }
}

using PhotoScore.Core.Imaging;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Diagnosis;
using PhotoScore.Trainer.Optimization;

namespace PhotoScore.Trainer.Tests.Diagnosis;

/// <summary>Real trainings, small enough for seconds, followed as a job follows them.</summary>
internal static class Provoked
{
    public const int Side = 16;

    /// <summary>A small network: two convolutions and a hidden layer, 51,457 parameters for two classes.</summary>
    public static Architecture Small { get; } = Network("small", graph =>
    {
        var planes = graph.AddPhoto(Side, Side, PixelNormalization.UnitScale);
        planes = graph.Add("conv1_relu", new Relu(), graph.Add("conv1", new Conv(3, 16, Kernel: 3, Padding: 1), planes));
        planes = graph.Add("pool1", new MaxPool(Kernel: 2, Stride: 2), planes);
        planes = graph.Add("conv2_relu", new Relu(), graph.Add("conv2", new Conv(16, 16, Kernel: 3, Padding: 1), planes));
        planes = graph.Add("pool2", new MaxPool(Kernel: 2, Stride: 2), planes);
        var flat = graph.Add("flatten", new Flatten(), planes);
        return graph.Add("dense1_relu", new Relu(), graph.Add("dense1", new Dense(256, 128), flat));
    });

    public static Architecture Network(string name, Func<LayerGraphBuilder, LayerNode> layers, int side = Side) => new(
        name, "test", Geometry.Squash(side, side), new TrainingDefaults("adam", 1e-3, "constant", 32, 10, new(), "crossEntropy"), (classes, _) =>
        {
            var graph = new LayerGraphBuilder();
            return graph.Classify(layers(graph), classes);
        });

    public static TrainingPlan Plan(int epochs, double learningRate, string optimizer = "adam", int batchSize = 32) => Some.Plan(epochs) with
    {
        LearningRate = learningRate,
        Optimizer = new(optimizer),
        BatchSize = batchSize,
        Schedule = new("constant"),
        Augmentation = new(),
    };

    /// <summary>Noisy squares. Those that look like class 1 are brighter in their upper half.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Other photos for another seed.</param>
    /// <param name="label">The label; what it looks like when null.</param>
    /// <param name="look">What class it looks like; every second one class 1 when null.</param>
    /// <param name="side">Rows and columns.</param>
    public static PhotoSet Photos(int count, int seed, Func<int, int>? label = null, Func<int, int>? look = null, int side = Side)
    {
        var set = new PhotoSet(count, side, side);
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            using var pixels = new Pixels(side, side);
            var seen = look?.Invoke(i) ?? i % 2;
            for (var y = 0; y < side; y++)
            {
                foreach (ref var sample in pixels.Row(y))
                    sample = (byte)(random.Next(120) + (seen == 1 && y < side / 2 ? 60 : 20));
            }

            set.Store(i, $"photo{i:D4}", label?.Invoke(i) ?? seen, JpegEncoder.Encode(pixels, 95), Geometry.Squash(side, side));
        }

        return set;
    }

    /// <summary>Trains to the end and gives what was found; of a training that was ended, what ended it.</summary>
    public static IReadOnlyList<TrainingDiagnosis> Train(Architecture architecture, TrainingPlan plan, PhotoSet train, PhotoSet validation, Action<Network>? prepare = null)
    {
        using var nothing = new PhotoSet(0, train.Width, train.Height);
        using var network = new Network(architecture, 2, plan.Seed);
        prepare?.Invoke(network);
        using var loop = new TrainingLoop(network, plan, train, validation, "abc", TimeProvider.System);
        var examination = new TrainingExamination(plan, ["dark", "bright"], new TrainingData(train, validation, nothing));
        examination.Begin(network);
        var epochs = 0;
        try
        {
            loop.Run(AfterStep, TestContext.Current.CancellationToken);
        }
        catch (DiagnosedException e)
        {
            return [e.Diagnosis];
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("\n", loop.Curve.Select(epoch => epoch.ToString()).Concat(examination.Diagnoses.Select(found => found.ToString()))));
        return examination.Diagnoses;

        void AfterStep()
        {
            if (loop.Curve.Count == epochs)
                return;
            epochs = loop.Curve.Count;
            examination.EpochEnded(network, loop.Curve, TestContext.Current.CancellationToken);
        }
    }
}

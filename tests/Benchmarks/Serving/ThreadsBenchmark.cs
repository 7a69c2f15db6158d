using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Onnx;

namespace PhotoScore.Benchmarks.Serving;

/// <summary><c>serving-threads [SECONDS]</c>: photos a second of inference alone, by how many runs go side by side, on how many threads each, over how many photos, spinning or not.</summary>
internal static class ThreadsBenchmark
{
    private static readonly string[] Architectures = ["basic-cnn", "resnet50-head-torchvision"];

    public static Task RunAsync(string[] args)
    {
        var time = TimeSpan.FromSeconds(args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 5);
        var cores = Environment.ProcessorCount;
        (int Runs, int Threads, bool Spins)[] settings = [(cores, 1, false), (cores, 1, true), (1, cores, false), (1, cores, true), (cores, cores, false), (1, 1, false)];
        Console.WriteLine($"Photos a second of inference, {cores} cores, {time.TotalSeconds} s each.");
        Console.WriteLine($"{"network",-27}{"runs",5}{"threads",8}{"spin",6}{"batch 1",10}{"batch 8",10}");
        foreach (var architecture in Architectures)
        {
            using var network = new Network(ArchitectureCatalog.Find(architecture), 2, seed: 1);
            using var onnx = new MemoryStream();
            OnnxExporter.Export(network, ["bad", "good"], onnx);
            var (width, height) = network.Architecture.Geometry.FixedSize!.Value;
            foreach (var (runs, threads, spins) in settings)
            {
                using var session = Open(onnx.ToArray(), threads, spins);
                var (one, eight) = (Rate(session, runs, 1, width, height, time), Rate(session, runs, 8, width, height, time));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{architecture,-27}{runs,5}{threads,8}{(spins ? "yes" : "no"),6}{one,10:F1}{eight,10:F1}"));
            }
        }
        return Task.CompletedTask;
    }

    private static InferenceSession Open(byte[] onnx, int threads, bool spins)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", spins ? "1" : "0");
        return new(onnx, options);
    }

    private static double Rate(InferenceSession session, int runs, int batch, int width, int height, TimeSpan time)
    {
        Measure(TimeSpan.FromSeconds(Math.Min(1, time.TotalSeconds)));
        return Measure(time);

        double Measure(TimeSpan length)
        {
            var done = 0;
            var watch = Stopwatch.StartNew();
            Task.WaitAll([.. Enumerable.Range(0, runs).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    using var input = OrtValue.CreateTensorValueFromMemory(new byte[batch * width * height * 3], [batch, height, width, 3]);
                    using var options = new RunOptions();
                    while (watch.Elapsed < length)
                    {
                        using var outputs = session.Run(options, [OnnxExporter.Image], [input], [OnnxExporter.Probabilities]);
                        Interlocked.Add(ref done, batch);
                    }
                },
                TaskCreationOptions.LongRunning))]);
            return done / watch.Elapsed.TotalSeconds;
        }
    }
}

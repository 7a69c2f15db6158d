using System.Globalization;
using TorchSharp;

namespace PhotoScore.Benchmarks.Training;

/// <summary>
/// <c>training [ARCHITECTURE…]</c>: photos a second of training, on as many threads as there are cores: pure steps in float32, beside Python torch
/// and beside bfloat16; and whole epochs with augmentation, beside pure steps. Each round measures all of them in turn. Then what a photo costs beside the
/// step, in the processor's time, and how much memory each precision takes.
/// </summary>
internal static class TrainingBenchmark
{
    private const int Rounds = 3;

    // Batches as the studies had them; enough steps for a few seconds each.
    public static IReadOnlyList<(string Architecture, int Batch, int Steps, int Epochs)> Known { get; } =
        [("basic-cnn-regularized", 124, 30, 30), ("resnet18", 16, 6, 60), ("resnet50-terciles", 16, 3, 20)];

    public static Task RunAsync(string[] args)
    {
        var threads = Environment.ProcessorCount;
        torch.set_num_threads(threads);
        foreach (var (architecture, batch, steps, epochs) in Known.Where(known => args.Length == 0 || args.Contains(known.Architecture)))
        {
            Console.WriteLine($"{architecture}, batch {batch}, {threads} threads; photos a second");
            Console.WriteLine($"{"round",-6}{"steps",9}{"Python",9}{"ratio",7}{"bf16",9}{"ratio",7}{"epoch",9}{"ratio",7}{"with decoding",15}");
            using var rates = new StepRates(architecture, batch, steps);
            for (var round = 1; round <= Rounds; round++)
                Measure(rates, (architecture, batch, steps, epochs), round, threads);
            Console.WriteLine($"processor ms a photo: step {rates.StepMilliseconds(steps):F3}, augmentation {rates.AugmentationMilliseconds():F4}, decoding {rates.DecodeMilliseconds:F3} once");
            foreach (var precision in (torch.ScalarType[])[torch.float32, torch.bfloat16])
                Console.WriteLine($"peak memory after each epoch, MB, {precision}: {PeakMemory.Of(architecture, precision)}");
        }

        return Task.CompletedTask;
    }

    private static void Measure(StepRates rates, (string Architecture, int Batch, int Steps, int Epochs) known, int round, int threads)
    {
        rates.Precision = torch.float32;
        var before = rates.Pure(known.Steps);
        var epoch = rates.Epoch();
        // What else the machine does changes from second to second: the steps on both sides of the epoch are its measure.
        var pure = 2 / ((1 / before) + (1 / rates.Pure(known.Steps)));
        rates.Precision = torch.bfloat16;
        var half = rates.Pure(known.Steps);
        var peer = TorchPeer.Measure(known.Architecture, known.Batch, known.Steps, threads);

        // Photos are decoded once, before the first epoch: each epoch bears its part.
        var decoding = 1 / ((1 / epoch) + (rates.DecodeSecondsPerPhoto / known.Epochs));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{round,-6}{pure,9:F1}{Text(peer, "F1"),9}{Text(pure / peer, "F2"),7}{half,9:F1}{half / pure,7:F2}{epoch,9:F1}{epoch / pure,7:F3}{decoding / pure,15:F3}"));
    }

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}

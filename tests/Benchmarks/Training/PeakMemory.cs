using System.Diagnostics;
using System.Globalization;
using TorchSharp;

namespace PhotoScore.Benchmarks.Training;

/// <summary>
/// <c>training-memory ARCHITECTURE PRECISION</c>: the process's peak memory in MB after each of some epochs, on one line. The <c>training</c> benchmark starts it
/// for each precision, because a peak never falls and what another precision left behind would be counted.
/// </summary>
internal static class PeakMemory
{
    public const string Command = "training-memory";
    private const int Epochs = 8, Batches = 6;

    public static Task RunAsync(string[] args)
    {
        torch.set_num_threads(Environment.ProcessorCount);
        var (architecture, batch, _, _) = TrainingBenchmark.Known.Single(known => known.Architecture == args[0]);
        using var rates = new StepRates(architecture, batch, Batches) { Precision = Enum.Parse<torch.ScalarType>(args[1]) };
        var peaks = Enumerable.Range(0, Epochs).Select(_ =>
        {
            rates.Epoch();
            using var self = Process.GetCurrentProcess();
            return (self.PeakWorkingSet64 >> 20).ToString(CultureInfo.InvariantCulture);
        });
        Console.WriteLine(string.Join(' ', peaks));
        return Task.CompletedTask;
    }

    /// <summary>The line that another process prints.</summary>
    public static string Of(string architecture, torch.ScalarType precision)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(PeakMemory).Assembly.Location);
        foreach (var argument in (string[])[Command, architecture, precision.ToString()])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? line : throw new InvalidOperationException($"{Command} {architecture} {precision} ended with {process.ExitCode}.");
    }
}

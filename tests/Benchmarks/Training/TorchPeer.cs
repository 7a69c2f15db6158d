using System.Diagnostics;
using System.Globalization;

namespace PhotoScore.Benchmarks.Training;

/// <summary>The same step in Python torch, by <c>peers/torch_step.py</c>; variable <c>PYTHON</c> names the interpreter.</summary>
internal static class TorchPeer
{
    private static readonly string[] Interpreters =
        Environment.GetEnvironmentVariable("PYTHON") is { Length: > 0 } named ? [named] : ["python3", "/usr/bin/python3"];

    private static readonly Lazy<string?> Interpreter = new(() => Array.Find(Interpreters, HasTorch));

    /// <summary>Images a second; null where no interpreter has torch.</summary>
    public static double? Measure(string network, int batch, int steps, int threads)
    {
        if (Interpreter.Value is not { } python)
            return null;
        var script = Path.Combine(AppContext.BaseDirectory, "peers", "torch_step.py");
        var (code, output) = Run(python, [script, network, $"{batch}", $"{steps}", $"{threads}"]);
        return code == 0 ? double.Parse(output, CultureInfo.InvariantCulture) : throw new InvalidOperationException($"{python} {script} ended with {code}.");
    }

    private static bool HasTorch(string python)
    {
        try
        {
            return Run(python, ["-c", "import torch"]).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static (int Code, string Output) Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PhotoScore.Local.Stack.Processes;

/// <summary>One started program, its log, and its end.</summary>
internal sealed partial class Child : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int KillNow = 9;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);

    private readonly Process _process;
    private readonly ChildSpec _spec;

    private Child(ChildSpec spec, Process process)
    {
        _spec = spec;
        _process = process;
        Exited = RunAsync();
    }

    public string Name => _spec.Name;

    public string Log => _spec.Log;

    public int ProcessId => _process.Id;

    /// <summary>Completes with the exit code when the program has ended and all of its output is in the log.</summary>
    public Task<int> Exited { get; }

    /// <exception cref="StackException">The program could not be started.</exception>
    public static async Task<Child> StartAsync(ChildSpec spec)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(spec.Log)!);
        var start = new ProcessStartInfo(spec.File, spec.Arguments)
        {
            WorkingDirectory = spec.WorkingDirectory ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in spec.Environment)
            start.Environment[name] = value;
        try
        {
            return new Child(spec, await Spawner.StartAsync(start));
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new StackException($"{spec.Name} could not be started: {e.Message}");
        }
    }

    /// <summary>The last lines of the log.</summary>
    public IReadOnlyList<string> Tail(int lines) => LogFile.Tail(Log, lines);

    private async Task<int> RunAsync()
    {
        await using var log = new LogFile(Log);
        var copying = Task.WhenAll(log.CopyAsync(_process.StandardOutput), log.CopyAsync(_process.StandardError));
        await _process.WaitForExitAsync();
        // What the program leaves behind would live on, and hold its output open.
        if (Spawner.GivesGroups)
            _ = Kill(-_process.Id, KillNow);
        await copying;
        return _process.ExitCode;
    }

    /// <summary>Asks the program to end, and ends it with all that it started when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            if (OperatingSystem.IsWindows())
                _process.Kill(entireProcessTree: true);
            else
                _ = Kill(_process.Id, Terminate);
            using var grace = new CancellationTokenSource(Grace);
            await _process.WaitForExitAsync(grace.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
        }
        await Exited;
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}

using System.Diagnostics;
using System.Globalization;
using PhotoScore.Local.Azurite;
using PhotoScore.Testing;

namespace PhotoScore.Benchmarks.Datasets;

/// <summary>A program of the repository, run as a process of its own in the configuration that this one was built in.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;

    private RunningProgram(Process process, int port)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(2) };
    }

    public HttpClient Http { get; }

    /// <summary>The most memory that it has had in use at once; Linux only, 0 elsewhere.</summary>
    public int PeakMegabytes => OperatingSystem.IsLinux()
        ? int.Parse(File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))[6..^2], CultureInfo.InvariantCulture) / 1024
        : 0;

    /// <summary>Processor time that it has taken so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and waits until <paramref name="path"/> answers.</summary>
    public static async Task<RunningProgram> StartAsync(string folder, string assembly, string path, Func<int, (string[] Arguments, Dictionary<string, string> Environment)> settings, TimeSpan? pause = null)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var bin = Path.Combine(Repository.Root, folder, "bin", output.Parent!.Name, output.Name);
        var port = FreePort.Next();
        var (arguments, environment) = settings(port);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(bin, $"{assembly}.dll"), .. arguments]) { WorkingDirectory = bin, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var program = new RunningProgram(Process.Start(start)!, port);
        program._process.OutputDataReceived += (_, _) => { };
        program._process.BeginOutputReadLine();
        while (!await program.AnswersAsync(path))
        {
            if (program._process.HasExited)
                throw new InvalidOperationException($"{assembly} ended; start it by hand to see why.");
            await Task.Delay(pause ?? TimeSpan.FromMilliseconds(100));
        }
        return program;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<bool> AnswersAsync(string path)
    {
        try
        {
            using var answer = await Http.GetAsync(path);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

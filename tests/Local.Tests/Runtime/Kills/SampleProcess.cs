using System.Diagnostics;
using PhotoScore.Local.Azurite;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Runtime.Kills;

/// <summary>The sample app as a process that can be killed and started again.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly Dictionary<string, string> _settings;
    private readonly Queue<string> _log = new();
    private Process? _process;

    /// <param name="connectionString">The storage account.</param>
    /// <param name="hub">The name of its hub.</param>
    /// <param name="effects">Where its activities leave their traces.</param>
    public SampleProcess(string connectionString, string hub, Effects effects)
    {
        var port = FreePort.Next();
        _settings = new()
        {
            ["AzureWebJobsStorage"] = connectionString,
            ["SampleHub"] = hub,
            ["EffectsFolder"] = effects.Folder,
            ["AllowanceFile"] = effects.AllowanceFile,
            ["FUNCTIONS_PORT"] = port.ToString(),
        };
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public HttpClient Http { get; }

    public int ProcessId => _process!.Id;

    public string Log
    {
        get
        {
            lock (_log)
                return string.Join('\n', _log);
        }
    }

    public void Start()
    {
        var start = new ProcessStartInfo("dotnet", [PathOfApp()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _settings)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Remember(line.Data);
        _process.ErrorDataReceived += (_, line) => Remember(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Asks the process to end, as Ctrl+C does.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", ProcessId.ToString()]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until the process has ended by itself; gives its exit code.</summary>
    public async Task<int> UntilItEndsAsync()
    {
        await Until.TrueAsync(() => _process!.HasExited, () => $"the end of the sample app:\n{Log}");
        // Only this waits for the last lines of the log.
        await _process!.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public Task UntilItSaysAsync(string words) =>
        Until.TrueAsync(() => Log.Contains(words, StringComparison.Ordinal), () => $"'{words}' in the log:\n{Log}");

    /// <summary>Ends the process as a crash would: on Linux by SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public Task UntilItAnswersAsync() => Until.TrueAsync(
        async () =>
        {
            try
            {
                return (await Http.GetAsync("api/ping", TestContext.Current.CancellationToken)).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        () => $"an answer of the sample app:\n{Log}");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is not null)
            await KillAsync();
    }

    private static string PathOfApp()
    {
        // This test's own output folder says which configuration was built: …/bin/Debug/net10.0/.
        var output = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Local.Tests"), AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, "tests", "SampleApp", output, "PhotoScore.SampleApp.dll");
    }

    private void Remember(string? line)
    {
        if (line is null)
            return;
        lock (_log)
        {
            _log.Enqueue(line);
            if (_log.Count > 200)
                _log.Dequeue();
        }
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PhotoScore.Local.Azurite;
using PhotoScore.Testing;

namespace PhotoScore.EndToEnd.Processes;

/// <summary>
/// The function app as a process of its own, that a test may kill and start again. One at a time owns the hub, so classes that start it
/// stand in the collection of its name and don't run side by side.
/// </summary>
internal sealed class FunctionsProcess(string storage, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private readonly int _port = FreePort.Next();
    private readonly StringBuilder _log = new();
    private Process? _process;

    public HttpClient Http => field ??= new HttpClient(new DescribedAnswers(_port)) { BaseAddress = new Uri($"http://127.0.0.1:{_port}"), Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", [AppPath()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(AppPath())!,
            Environment = { ["AzureWebJobsStorage"] = storage, ["FUNCTIONS_PORT"] = $"{_port}" },
        };
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        var deadline = DateTime.UtcNow.AddMinutes(2);
        while (!await AnswersAsync(cancellation))
        {
            Assert.False(_process.HasExited, $"The function app ended:\n{Log}");
            Assert.True(DateTime.UtcNow < deadline, $"The function app does not answer:\n{Log}");
            await Task.Delay(100, cancellation);
        }
    }

    /// <inheritdoc cref="EndOfAsync"/>
    public Task<JsonElement> EndOfBuildAsync(string status, TimeSpan patience, CancellationToken cancellation) => EndOfAsync(status, patience, cancellation);

    /// <summary>Asks a status until what it speaks of has ended, and returns the last one; fails the test when patience ends first.</summary>
    public async Task<JsonElement> EndOfAsync(string status, TimeSpan patience, CancellationToken cancellation)
    {
        var deadline = DateTime.UtcNow + patience;
        while (true)
        {
            var progress = await GetAsync(status, cancellation);
            if (progress.GetProperty("status").GetString() is not ("pending" or "queued" or "running"))
                return progress;
            Assert.True(DateTime.UtcNow < deadline, $"Still {progress} after {patience}:\n{Log}");
            await Task.Delay(200, cancellation);
        }
    }

    /// <summary>Ends it without warning, as SIGKILL does.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        _process = null;
    }

    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>Posts JSON and gives the answer's JSON; the status must be the one expected.</summary>
    public async Task<JsonElement> PostAsync(string path, string json, HttpStatusCode expected, CancellationToken cancellation)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(path, content, cancellation);
        var body = await response.Content.ReadAsStringAsync(cancellation);
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellation) => await Http.GetFromJsonAsync<JsonElement>(path, cancellation);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Http.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            using var response = await Http.GetAsync("/api/datasets", cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (_log)
            _log.AppendLine(line);
    }

    // Built in the same configuration as this test: …/bin/Debug/net10.0/.
    private static string AppPath()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(Repository.Root, "functions", "bin", output.Parent!.Name, output.Name, "PhotoScore.Functions.dll");
    }
}

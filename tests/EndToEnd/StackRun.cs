using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using PhotoScore.Local.Azurite;

namespace PhotoScore.EndToEnd;

/// <summary>The stack as a process of its own, on free ports and with a data folder of its own.</summary>
internal sealed partial class StackRun : IAsyncDisposable
{
    public const int Terminate = 15;
    public const int KillNow = 9;

    private static readonly string Program = Path.Combine(
        Repository.Root, "local", "Stack", AppContext.BaseDirectory.Contains("Release") ? "bin/Release" : "bin/Debug", "net10.0", "PhotoScore.Local.Stack.dll");

    private static readonly Lazy<Task> Built = new(BuildAsync);

    private readonly Process _process;
    private readonly Task _reading;
    private readonly List<string> _errors = [];
    private readonly List<string> _output = [];

    private StackRun(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, _output), ReadAsync(process.StandardError, _errors));
    }

    public IReadOnlyList<string> Output => Copy(_output);

    public bool IsRunning => !_process.HasExited;

    /// <summary>All that it said, for the message of a failed test.</summary>
    public string Said => string.Join('\n', [.. Copy(_errors), .. Copy(_output)]);

    /// <summary>Where the functions listen; once it is up.</summary>
    public Uri Functions => new(FunctionsPattern().Match(Said).Groups[1].Value);

    /// <summary>Where the photo site listens; once it is up.</summary>
    public Uri PhotoSite => new(PhotoSitePattern().Match(Said).Groups[1].Value);

    /// <summary>The connection string of the blob service; once it is up.</summary>
    public string Storage => AzuriteServer.ConnectionStringFor(int.Parse(AzuritePattern().Match(Said).Groups[1].Value), 0, 0);

    public static async Task<StackRun> StartAsync(string data, params string[] arguments)
    {
        await Built.Value;
        return new StackRun(Begin([.. arguments, "--functions-port", "0", "--photo-site-port", "0", "--azurite-port", "0", "--data", data, "--no-build"]));
    }

    // Once for all tests: they run side by side, and none may start what another is still building.
    private static async Task BuildAsync()
    {
        using var build = Begin(["build"]);
        build.StandardInput.Close();
        var said = await Task.WhenAll(build.StandardOutput.ReadToEndAsync(), build.StandardError.ReadToEndAsync());
        await build.WaitForExitAsync();
        Assert.True(build.ExitCode == 0, string.Join('\n', said));
    }

    private static Process Begin(string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    public async Task<int> WaitAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        await _reading.WaitAsync(cancellation);
        return _process.ExitCode;
    }

    public void Signal(int signal) => _ = Kill(_process.Id, signal);

    /// <summary>Waits until all runs, and returns the processes that the stack has started.</summary>
    public async Task<IReadOnlyList<int>> WaitUntilUpAsync(CancellationToken cancellation)
    {
        while (!Said.Contains("Ctrl-C ends everything", StringComparison.Ordinal))
        {
            if (_process.HasExited)
                Assert.Fail(Said);
            await Task.Delay(100, cancellation);
        }
        return [.. ChildrenOf(_process.Id)];
    }

    private static IEnumerable<int> ChildrenOf(int parent) =>
        from folder in Directory.GetDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), out _)
        let stat = ReadStat(folder)
        where stat is not null && ParentPattern().Match(stat) is { Success: true } match && match.Groups[1].Value == $"{parent}"
        select int.Parse(Path.GetFileName(folder));

    public static bool IsAlive(int process) => ReadStat($"/proc/{process}") is { } stat && !stat.Contains(") Z ", StringComparison.Ordinal);

    private static string? ReadStat(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "stat"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task ReadAsync(StreamReader reader, List<string> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (lines)
                lines.Add(line);
        }
    }

    private static List<string> Copy(List<string> lines)
    {
        lock (lines)
            return [.. lines];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            Signal(Terminate);
        using var grace = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _process.WaitForExitAsync(grace.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    [GeneratedRegex(@"\) \S (\d+) ")]
    private static partial Regex ParentPattern();

    [GeneratedRegex(@"curl (http://127\.0\.0\.1:\d+/)api/datasets")]
    private static partial Regex FunctionsPattern();

    [GeneratedRegex(@"curl '(http://127\.0\.0\.1:\d+/)list\.jsonl")]
    private static partial Regex PhotoSitePattern();

    [GeneratedRegex(@"Azurite\W+http://127\.0\.0\.1:(\d+)")]
    private static partial Regex AzuritePattern();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}

using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace PhotoScore.Local.Azurite;

/// <summary>One Azurite process with its blob, queue and table services, all bound to loopback.</summary>
/// <remarks>
/// Azurite ends with the process that started it, even when that one is killed: it holds the read end of a pipe and leaves when
/// the pipe closes.
/// </remarks>
public sealed partial class AzuriteServer : IAsyncDisposable
{
    // Emitting SIGTERM lets Azurite write its metadata out, which it otherwise does only every five seconds.
    private const string Launcher =
        "const end=()=>{process.emit('SIGTERM');setTimeout(()=>process.exit(0),4000).unref();};" +
        "process.stdin.on('end',end).on('error',end).resume();" +
        "process.argv.splice(1,0,'azurite');require(process.env.PHOTOSCORE_AZURITE_SCRIPT);";

    // The development account is published by Microsoft and opens nothing but an emulator.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly Dictionary<string, int> _ports = [];
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AzuriteServer(Process process) => _process = process;

    /// <summary>The port of the blob service.</summary>
    public int BlobPort => _ports["Blob"];

    /// <summary>The port of the queue service.</summary>
    public int QueuePort => _ports["Queue"];

    /// <summary>The port of the table service.</summary>
    public int TablePort => _ports["Table"];

    /// <summary>The operating system's id of the process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Completes when the process has ended, for whatever reason.</summary>
    public Task Exited => _process.WaitForExitAsync();

    /// <summary>The connection string that every storage client of the development account takes.</summary>
    public string ConnectionString => ConnectionStringFor(BlobPort, QueuePort, TablePort);

    /// <summary>The development account's connection string for services on these loopback ports.</summary>
    public static string ConnectionStringFor(int blobPort, int queuePort, int tablePort) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};" +
        $"BlobEndpoint=http://127.0.0.1:{blobPort}/{Account};QueueEndpoint=http://127.0.0.1:{queuePort}/{Account};" +
        $"TableEndpoint=http://127.0.0.1:{tablePort}/{Account};";

    /// <summary>Installs Azurite if need be, starts it and waits until all three services listen.</summary>
    /// <param name="options">Ports and persistence; free ports and memory when null.</param>
    /// <param name="progress">Told of an install.</param>
    /// <param name="cancellation">Stops the start and the process.</param>
    /// <exception cref="InvalidOperationException">Azurite ended before it listened (a port is taken, say); the message holds its log.</exception>
    public static async Task<AzuriteServer> StartAsync(
        AzuriteOptions? options = null, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new AzuriteOptions();
        var script = await AzuriteInstallation.EnsureAsync(progress, cancellation);
        var server = new AzuriteServer(Launch(script, options));
        try
        {
            await server.WaitUntilListeningAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static Process Launch(string script, AzuriteOptions options)
    {
        var start = new ProcessStartInfo("node", ["-e", Launcher, "--", .. options.Arguments()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PHOTOSCORE_AZURITE_SCRIPT"] = script;
        return new Process { StartInfo = start, EnableRaisingEvents = true };
    }

    private async Task WaitUntilListeningAsync(CancellationToken cancellation)
    {
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException($"Azurite ended before it listened:\n{Log()}"));
        try
        {
            _process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException("node was not found. Install Node.js 20 or later (https://nodejs.org) and try again.", e);
        }
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await _listening.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellation);
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (_log)
        {
            if (_log.Length < 16_384)
                _log.AppendLine(line);
            if (ListensPattern().Match(line) is not { Success: true } match)
                return;
            _ports[match.Groups[1].Value] = int.Parse(match.Groups[2].Value);
            if (_ports.Count == 3)
                _listening.TrySetResult();
        }
    }

    private string Log()
    {
        lock (_log)
            return _log.ToString();
    }

    /// <summary>Ends the process; what it kept on disk stays.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.StandardInput.Close();
                using var grace = new CancellationTokenSource(TimeSpan.FromSeconds(5));
                await _process.WaitForExitAsync(grace.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!_process.HasExited)
                    _process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // The process never started.
        }
        _process.Dispose();
    }

    [GeneratedRegex(@"Azurite (Blob|Queue|Table) service (?:is )?successfully listen(?:s|ing) (?:on|at) http://[^:]+:(\d+)")]
    private static partial Regex ListensPattern();
}

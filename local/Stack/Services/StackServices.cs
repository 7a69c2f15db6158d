using PhotoScore.Local.Azurite;
using PhotoScore.Local.Stack.Building;
using PhotoScore.Local.Stack.Processes;

namespace PhotoScore.Local.Stack.Services;

/// <summary>All that runs: storage, functions, trainer worker and photo site. Disposing ends every one of them.</summary>
internal sealed class StackServices : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly List<Child> _children = [];
    private readonly StackOptions _options;
    private AzuriteServer? _azurite;

    private StackServices(StackOptions options) => _options = options;

    public string Storage { get; private set; } = "";

    public Uri Functions { get; private set; } = new("http://127.0.0.1");

    public Uri PhotoSite { get; private set; } = new("http://127.0.0.1");

    /// <summary>The id of Azurite's process; empty when it is not ours.</summary>
    public string AzuriteProcess => _azurite is null ? "" : $"{_azurite.ProcessId}";

    public string AzuriteNote => _azurite is null ? "ran already, stays" : "";

    public IReadOnlyList<Child> Children => _children;

    /// <summary>Builds, starts and waits until all answer.</summary>
    /// <exception cref="StackException">Something did not build or start; the message says what and shows its log.</exception>
    public static async Task<StackServices> StartAsync(StackOptions options, IProgress<string> progress, CancellationToken cancellation)
    {
        var services = new StackServices(options);
        try
        {
            await services.BeginAsync(progress, cancellation);
            return services;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when a program that should run has ended, with a message that says which and shows its log.</summary>
    public async Task<string> FirstDeathAsync()
    {
        var azurite = _azurite?.Exited;
        var ended = await Task.WhenAny([.. _children.Select(child => child.Exited), .. azurite is null ? (Task[])[] : [azurite]]);
        if (ended == azurite)
            return "Azurite ended unexpectedly.";
        return Obituary(_children.First(child => child.Exited == ended));
    }

    private async Task BeginAsync(IProgress<string> progress, CancellationToken cancellation)
    {
        var functionsPort = await Ports.ClaimAsync(_options.FunctionsPort, "--functions-port", cancellation);
        var sitePort = await Ports.ClaimAsync(_options.PhotoSitePort, "--photo-site-port", cancellation);
        Functions = new Uri($"http://127.0.0.1:{functionsPort}/");
        PhotoSite = new Uri($"http://127.0.0.1:{sitePort}/");

        if (_options.Build)
            await ProjectBuild.BuildAllAsync(_options.Logs, progress, cancellation);
        progress.Report("Starting Azurite …");
        await StartAzuriteAsync(progress, cancellation);

        progress.Report("Starting functions, trainer worker and photo site …");
        await StartAsync("photo site", ProjectBuild.PhotoSite, ["--urls", $"http://127.0.0.1:{sitePort}"]);
        await StartAsync("functions", ProjectBuild.Functions, []);
        // The worker's queue exists once the functions have started.
        await WaitUntilAnswersAsync(PhotoSite, cancellation);
        await WaitUntilAnswersAsync(Functions, cancellation);
        await StartAsync("trainer", ProjectBuild.Trainer, ["worker"]);
    }

    private async Task StartAzuriteAsync(IProgress<string> progress, CancellationToken cancellation)
    {
        var port = _options.AzuritePort;
        if (port != 0 && await Ports.IsListeningAsync(port, cancellation))
        {
            Storage = AzuriteServer.ConnectionStringFor(port, port + 1, port + 2);
            return;
        }
        var folder = Path.Combine(_options.Data, "azurite");
        Directory.CreateDirectory(folder);
        try
        {
            _azurite = await AzuriteServer.StartAsync(
                new AzuriteOptions { BlobPort = port, QueuePort = port == 0 ? 0 : port + 1, TablePort = port == 0 ? 0 : port + 2, Folder = folder },
                progress, cancellation);
        }
        catch (InvalidOperationException e)
        {
            throw new StackException(e.Message);
        }
        Storage = _azurite.ConnectionString;
    }

    private async Task StartAsync(string name, ProjectBuild project, string[] arguments)
    {
        var log = Path.Combine(_options.Logs, $"{name.Replace(' ', '-')}.log");
        _children.Add(await Child.StartAsync(new ChildSpec(name, ProjectBuild.Dotnet, [project.Program, .. arguments], log)
        {
            WorkingDirectory = project.Output,
            Environment = new Dictionary<string, string>(SourceSettings.For(PhotoSite))
            {
                ["AzureWebJobsStorage"] = Storage,
                ["FUNCTIONS_PORT"] = $"{Functions.Port}",
                // The photo site is on loopback, where downloads must not go on any other machine.
                ["Downloads__AllowLoopback"] = "true",
                // The root is our own page's.
                ["AzureWebJobsDisableHomepage"] = "true",
            },
        }));
    }

    private async Task WaitUntilAnswersAsync(Uri address, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StartLimit);
        using var http = new HttpClient();
        while (true)
        {
            if (_children.Find(child => child.Exited.IsCompleted) is { } dead)
                throw new StackException(Obituary(dead));
            try
            {
                // Any answer will do: what it is worth is the caller's business.
                using var answer = await http.GetAsync(address, limit.Token);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new StackException($"{address} did not answer within {StartLimit.TotalSeconds:0} s; see the logs in {_options.Logs}.");
            }
        }
    }

    private static string Obituary(Child child) =>
        $"{child.Name} ended unexpectedly (exit code {child.Exited.Result}); the end of {child.Log}:\n{string.Join('\n', child.Tail(25))}";

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_children.Select(child => child.DisposeAsync().AsTask()));
        // Storage last: what ends before it may still want to write.
        if (_azurite is not null)
            await _azurite.DisposeAsync();
    }
}

using System.Diagnostics;
using PhotoScore.Testing;

namespace PhotoScore.Benchmarks.Serving;

/// <summary>The same network behind Node: <c>peers/serving/server.mjs</c>, whose packages are installed beside the benchmark when it first runs.</summary>
internal sealed class NodeServer : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "peers", "serving");
    private static readonly Lazy<Task<bool>> Installed = new(InstallAsync);

    private readonly Process _process;
    private readonly string _network;

    private NodeServer(Process process, string network, int port)
    {
        (_process, _network) = (process, network);
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(1) };
    }

    public HttpClient Http { get; }

    /// <summary>Starts it and waits until it answers; null where there is no Node, or its packages can't be had.</summary>
    public static async Task<NodeServer?> StartAsync(ServedNetwork network, int workers)
    {
        if (!await Installed.Value)
            return null;
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        await File.WriteAllBytesAsync(file, network.Onnx);
        var port = FreePort.Next();
        var geometry = System.Text.Json.JsonSerializer.Serialize(network.Manifest.Geometry, Core.Json.StoredJson.Compact);
        var process = Start("node", "server.mjs", file, geometry, $"{port}", $"{workers}")!;
        var server = new NodeServer(process, file, port);
        while (!await server.AnswersAsync())
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The Node server ended with {process.ExitCode}.");
            await Task.Delay(50);
        }
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_network);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await Http.GetAsync("/");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<bool> InstallAsync()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules")))
            return true;
        // Scripts of packages are not run: they would fetch what a processor has no use for.
        using var install = Start("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock");
        if (install is not null)
            await install.WaitForExitAsync();
        if (install is { ExitCode: 0 })
            return true;
        Console.Error.WriteLine("Node is not measured: npm is missing, or has not found the packages of peers/serving.");
        return false;
    }

    private static Process? Start(string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using PhotoScore.Testing;

namespace PhotoScore.EndToEnd.Datasets;

/// <summary>A site with a photo at <c>/{seed}.jpg</c>, that answers 503 for those it is told to, and counts who asked for what.</summary>
internal sealed class CountingSite : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<int, int> _visits = new();
    private readonly Task _answering;

    public CountingSite()
    {
        Root = $"http://127.0.0.1:{FreePort.Next()}";
        _listener.Prefixes.Add($"{Root}/");
        _listener.Start();
        _answering = AnswerAllAsync();
    }

    public string Root { get; }

    /// <summary>The seeds of photos that are out of reach for now.</summary>
    public IReadOnlySet<int> Failing { get; set; } = new HashSet<int>();

    public IReadOnlyDictionary<int, int> Visits => _visits;

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _answering;
    }

    private async Task AnswerAllAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            // A client that hung up, or the listener was closed.
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var seed = int.Parse(Path.GetFileNameWithoutExtension(context.Request.Url!.AbsolutePath));
        _visits.AddOrUpdate(seed, 1, (_, visits) => visits + 1);
        using var response = context.Response;
        if (Failing.Contains(seed))
            response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
        else
            await response.OutputStream.WriteAsync(Photos.Jpeg(seed));
    }
}

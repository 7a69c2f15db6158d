using System.Net;
using PhotoScore.EndToEnd.Datasets;
using PhotoScore.Testing;

namespace PhotoScore.EndToEnd.Page;

/// <summary>A site with a photo at <c>/{seed}.jpg</c>; those from a certain one on are answered only when the gate is opened.</summary>
internal sealed class GatedSite : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _held;
    private readonly Task _answering;

    public GatedSite(int held)
    {
        _held = held;
        Root = $"http://127.0.0.1:{FreePort.Next()}";
        _listener.Prefixes.Add($"{Root}/");
        _listener.Start();
        _answering = AnswerAllAsync();
    }

    public string Root { get; }

    public void Open() => _gate.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Open();
        _listener.Close();
        await _answering;
    }

    private async Task AnswerAllAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (_listener.IsListening)
                answers.Add(AnswerAsync(await _listener.GetContextAsync()));
        }
        // The listener was closed.
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
        }
        await Task.WhenAll(answers);
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            var seed = int.Parse(Path.GetFileNameWithoutExtension(context.Request.Url!.AbsolutePath));
            if (seed >= _held)
                await _gate.Task;
            using var response = context.Response;
            await response.OutputStream.WriteAsync(Photos.Jpeg(seed));
        }
        // A client that hung up.
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PhotoScore.Functions.Tests.Downloads;

/// <summary>A photo server on loopback that misbehaves as told, and counts who asked for what.</summary>
internal sealed class FaultySite : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<HttpContext, int, Task>> _pages = new();
    private readonly ConcurrentDictionary<string, int> _visits = new();
    private readonly WebApplication _app;

    private FaultySite(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    public string Root => _app.Urls.Single();

    public static async Task<FaultySite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.Limits.MinResponseDataRate = null);
        var site = new FaultySite(builder.Build());
        await site._app.StartAsync();
        return site;
    }

    /// <summary>Serves a path; the page is told how often it was asked for, from 1.</summary>
    public string Serve(string path, Func<HttpContext, int, Task> page)
    {
        _pages[path] = page;
        return Root + path;
    }

    public string Serve(string path, byte[] body) => Serve(path, (http, _) => http.Response.Body.WriteAsync(body).AsTask());

    public string Serve(string path, int status) => Serve(path, (http, _) =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    public string Redirect(string path, string to) => Serve(path, (http, _) =>
    {
        http.Response.StatusCode = StatusCodes.Status302Found;
        http.Response.Headers.Location = to;
        return Task.CompletedTask;
    });

    public int Visits(string path) => _visits.GetValueOrDefault(path);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        var visit = _visits.AddOrUpdate(path, 1, (_, count) => count + 1);
        if (_pages.TryGetValue(path, out var page))
            return page(http, visit);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}

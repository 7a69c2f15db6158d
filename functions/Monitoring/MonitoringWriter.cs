using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Monitoring;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Monitoring;

/// <summary>Writes down what this process was asked, every minute and when it stops. Each blob has this process alone as its writer, and is written whole.</summary>
internal sealed class MonitoringWriter(PhotoStorage storage, ServedPhotos served, MonitoringOptions options, TimeProvider time, ILogger<MonitoringWriter> logger)
    : BackgroundService
{
    private readonly string _instance = Guid.NewGuid().ToString("n");
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>Writes what changed; what could not be written is tried again the next time.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            foreach (var (key, statistics) in served.TakeChanged())
            {
                try
                {
                    var day = new MonitoredDay(key.Model, key.Version, key.Day, _instance, statistics);
                    await storage.Monitoring.WriteJsonAsync(new MonitoringPaths(key.Model, key.Version).Of(key.Day, _instance), day, cancellation);
                }
                catch (Exception e) when (e is RequestFailedException or AggregateException or IOException or OperationCanceledException)
                {
                    served.GiveBack(key);
                    logger.NotWritten(e, key.Model, key.Version, key.Day);
                }
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _writing.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.FlushEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await FlushAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // What is left is written by StopAsync.
        }
    }
}

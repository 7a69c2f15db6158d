using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Predictions;

/// <summary>
/// Knows which version answers when none is named. A change of <c>current.json</c> is noticed within a second; the versions
/// that answered before go on answering until the new ones are loaded.
/// </summary>
internal sealed class ModelRouter(
    PhotoStorage storage, ModelSessions sessions, PredictionLimits limits, TimeProvider time, ILogger<ModelRouter> logger)
{
    private readonly ConcurrentDictionary<ModelName, Entry> _entries = new();
    private readonly RouteDraw _draw = new(limits.Seed);

    /// <summary>Holds the version that answers now; null when no version is current.</summary>
    public async Task<LoadedModel?> HoldCurrentAsync(ModelName model, CancellationToken cancellation)
    {
        if (await CurrentAsync(model, cancellation) is not { } current)
            return null;
        var version = _draw.Next(current);
        return await sessions.HoldAsync(model, version, cancellation)
            ?? throw new InvalidDataException($"{ModelPaths.Current(model)} names {version}, which is not published. Promote another version.");
    }

    private async Task<CurrentModel?> CurrentAsync(ModelName model, CancellationToken cancellation)
    {
        var entry = _entries.GetOrAdd(model, _ => new());
        if (entry.Known is { } fresh && time.GetElapsedTime(entry.LookedAt) < limits.CurrentFor)
            return fresh.Value;
        if (!await entry.Gate.WaitAsync(entry.Known is null ? Timeout.Infinite : 0, cancellation))
            return entry.Known!.Value;
        try
        {
            if (entry.Known is null || time.GetElapsedTime(entry.LookedAt) >= limits.CurrentFor)
            {
                entry.Known = await LookAsync(model, entry.Known, cancellation);
                entry.LookedAt = time.GetTimestamp();
            }
            // What does not exist is not remembered: anybody can ask for any name.
            if (entry.Known is null)
                _entries.TryRemove(new(model, entry));
            return entry.Known?.Value;
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    private async Task<JsonBlob<CurrentModel>?> LookAsync(ModelName model, JsonBlob<CurrentModel>? known, CancellationToken cancellation)
    {
        try
        {
            if (await ReadAsync(model, known?.ETag, cancellation) is not { } changed)
                return known;
            foreach (var route in changed.Value.Routes)
                (await sessions.HoldAsync(model, route.Version, cancellation))?.Release();
            return changed;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (Exception e) when (known is not null && e is not OperationCanceledException)
        {
            logger.StaysCurrent(e, model.Value, string.Join(", ", known.Value.Routes.Select(route => route.Version)));
            return known;
        }
    }

    private async Task<JsonBlob<CurrentModel>?> ReadAsync(ModelName model, ETag? known, CancellationToken cancellation)
    {
        var options = new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = known } };
        try
        {
            var blob = await storage.Models.GetBlobClient(ModelPaths.Current(model)).DownloadContentAsync(options, cancellation);
            if (blob.GetRawResponse().Status == 304)
                return null;
            var current = JsonSerializer.Deserialize<CurrentModel>(blob.Value.Content.ToMemory().Span, StoredJson.Compact);
            return current is { Routes.Count: > 0 }
                ? new(current, blob.Value.Details.ETag)
                : throw new InvalidDataException($"{ModelPaths.Current(model)} names no version. Promote one.");
        }
        catch (RequestFailedException e) when (e.Status == 304)
        {
            return null;
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public JsonBlob<CurrentModel>? Known { get; set; }

        public long LookedAt { get; set; }
    }
}

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
/// that answered before go on answering until the new ones are loaded and warm, and for as long as the new ones can't be.
/// </summary>
internal sealed class ModelRouter(
    PhotoStorage storage, ModelSessions sessions, PredictionLimits limits, TimeProvider time, ILogger<ModelRouter> logger) : IDisposable
{
    // While a model is asked often, no request waits for a new version to load: what was seen within so many looks answers.
    private const int LooksThatHold = 5;

    private readonly ConcurrentDictionary<ModelName, RouterEntry> _entries = new();
    private readonly RouteDraw _draw = new(limits.Seed);

    /// <summary>Holds the version that answers now; null when no version is current.</summary>
    /// <exception cref="InvalidDataException">What is current can't be served, nor anything that was before.</exception>
    public Task<LoadedModel?> HoldCurrentAsync(ModelName model, CancellationToken cancellation) => HoldCurrentAsync(model, null, cancellation);

    /// <inheritdoc cref="HoldCurrentAsync(ModelName, CancellationToken)"/>
    /// <param name="model">The model.</param>
    /// <param name="key">Requests with the same key get the same version; null for any.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<LoadedModel?> HoldCurrentAsync(ModelName model, string? key, CancellationToken cancellation)
    {
        while (await ServedAsync(model, cancellation) is { } served)
        {
            // Where it is gone, others have taken its place at this moment.
            if (served.Of(_draw.Next(served.Current, key)) is var drawn && drawn.TryHold())
                return drawn;
        }
        return null;
    }

    /// <summary>Holds the version that is to be asked beside one that answers; null when there is none.</summary>
    public LoadedModel? HoldShadow(LoadedModel answering) =>
        _entries.TryGetValue(answering.Manifest.Model, out var entry) && entry.Served is { Shadow: { } shadow } served
        && served.Answers(answering) && shadow.TryHold() ? shadow : null;

    /// <summary>The versions that answer for a model on this instance; none before it was first asked for.</summary>
    public IReadOnlyList<VersionId> Answering(ModelName model) =>
        _entries.TryGetValue(model, out var entry) && entry.Served is { } served ? [.. served.Current.Routes.Select(route => route.Version)] : [];

    /// <summary>Lets go of every version.</summary>
    public void Dispose()
    {
        foreach (var model in _entries.Keys)
            Forget(model);
    }

    private async Task<ServedRoutes?> ServedAsync(ModelName model, CancellationToken cancellation)
    {
        while (true)
        {
            var entry = _entries.GetOrAdd(model, _ => new());
            entry.UsedAt = time.GetTimestamp();
            var age = time.GetElapsedTime(entry.LookedAt);
            if (entry.Served is { } fresh && age < limits.CurrentFor)
                return fresh;

            var look = entry.LookOnce(() => LookAsync(model, entry));
            if (entry.Served is { } known && age < limits.CurrentFor * LooksThatHold)
                return known;
            await look.WaitAsync(cancellation);
            if (!entry.IsClosed)
                return entry.Served;
            // What does not exist is not remembered: anybody can ask for any name.
            if (entry.IsMissing)
                return null;
        }
    }

    private async Task LookAsync(ModelName model, RouterEntry entry)
    {
        try
        {
            if (await ReadAsync(model, entry.Served?.ETag) is { } changed)
                await TakeAsync(model, entry, changed);
            entry.LookedAt = time.GetTimestamp();
            DropIdle();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            entry.IsMissing = true;
            Forget(model);
        }
        catch (Exception e) when (entry.Served is { } known)
        {
            entry.LookedAt = time.GetTimestamp();
            if (entry.IsNews(e.Message))
                logger.StaysCurrent(e, model.Value, string.Join(", ", known.Current.Routes.Select(route => route.Version)));
        }
    }

    private async Task TakeAsync(ModelName model, RouterEntry entry, JsonBlob<CurrentModel> changed)
    {
        void ShadowFault(Exception e)
        {
            if (entry.IsNews(e.Message))
                logger.NoShadow(e, model.Value);
        }

        try
        {
            entry.Serve(await ServedRoutes.LoadAsync(sessions, model, changed.Value, changed.ETag, ShadowFault));
        }
        catch (InvalidDataException e) when (entry.Served is null)
        {
            // A process that starts after a bad promotion does as those do that were there before it.
            if (await EarlierAsync(model, changed.Value) is not { } earlier)
                throw;
            entry.Serve(earlier);
            throw new InvalidDataException(e.Message, e);
        }
    }

    private async Task<ServedRoutes?> EarlierAsync(ModelName model, CurrentModel current)
    {
        foreach (var earlier in current.History.Where(earlier => !earlier.RolledBack))
        {
            try
            {
                var routes = new CurrentModel { Routes = earlier.Routes, Reason = earlier.Reason };
                return await ServedRoutes.LoadAsync(sessions, model, routes, null, _ => { });
            }
            catch (InvalidDataException)
            {
                // Neither can this one be served: the one before it may.
            }
        }
        return null;
    }

    private async Task<JsonBlob<CurrentModel>?> ReadAsync(ModelName model, ETag? known)
    {
        var options = new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = known } };
        try
        {
            var blob = await storage.Models.GetBlobClient(ModelPaths.Current(model)).DownloadContentAsync(options);
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
        catch (JsonException e)
        {
            throw new InvalidDataException($"{ModelPaths.Current(model)} can't be read: {e.Message} Delete it and promote a version.", e);
        }
    }

    private void DropIdle()
    {
        if (_entries.Count <= limits.MaxSessions)
            return;
        foreach (var (model, _) in _entries.OrderByDescending(pair => pair.Value.UsedAt).Skip(limits.MaxSessions))
            Forget(model);
    }

    private void Forget(ModelName model)
    {
        if (_entries.TryRemove(model, out var entry))
            entry.Close();
    }
}

using Azure;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Predictions;

/// <summary>Loads each model version once and shares it; of more than a bounded number the least recently used one goes.</summary>
internal sealed class ModelSessions(PhotoStorage storage, ModelCatalog catalog, PredictionLimits limits, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ModelName, VersionId), Slot> _slots = [];
    private long _clock;

    /// <summary>Holds a published version open; <see cref="LoadedModel.Release"/> it afterwards. Null when it is not published.</summary>
    /// <exception cref="InvalidDataException">The version is damaged.</exception>
    public async Task<LoadedModel?> HoldAsync(ModelName model, VersionId version, CancellationToken cancellation)
    {
        while (true)
        {
            var slot = Use((model, version));
            try
            {
                var loaded = await slot.Loading.WaitAsync(cancellation);
                if (loaded is null)
                    Forget((model, version), slot);
                if (loaded is null || loaded.TryHold())
                    return loaded;
            }
            catch (InvalidDataException) when (slot.Loading.IsFaulted)
            {
                // Stays damaged for a while: a network is not downloaded again for every request that asks for it.
                throw;
            }
            catch when (slot.Loading.IsFaulted)
            {
                // The next request tries again: storage may be back.
                Forget((model, version), slot);
                throw;
            }
        }
    }

    /// <summary>Ends the cache's own hold on every session.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var slot in _slots.Values.Where(slot => slot.IsLoaded))
                slot.Loading.Result!.Release();
            _slots.Clear();
        }
    }

    private Slot Use((ModelName Model, VersionId Version) key)
    {
        lock (_lock)
        {
            if (!_slots.TryGetValue(key, out var slot) || (slot.IsDamaged && time.GetElapsedTime(slot.Began) >= limits.DamagedFor))
            {
                // Nobody's cancellation: all who ask for the version meanwhile wait for this one load.
                _slots[key] = slot = new(Task.Run(() => LoadAsync(key.Model, key.Version)), time.GetTimestamp());
                Evict(keep: slot);
            }
            slot.UsedAt = ++_clock;
            return slot;
        }
    }

    private void Evict(Slot keep)
    {
        // Closing what somebody else holds open would free nothing, and let the next request load it a second time.
        var loaded = _slots.Where(pair => pair.Value != keep && pair.Value.IsLoaded).ToList();
        var idle = loaded.OrderBy(pair => pair.Value.Loading.Result!.IsHeldElsewhere).ThenBy(pair => pair.Value.UsedAt);
        foreach (var (key, slot) in idle.Take(Math.Max(0, loaded.Count + 1 - limits.MaxSessions)))
        {
            _slots.Remove(key);
            slot.Loading.Result!.Release();
        }
    }

    private void Forget((ModelName, VersionId) key, Slot slot)
    {
        lock (_lock)
        {
            if (_slots.TryGetValue(key, out var there) && there == slot)
                _slots.Remove(key);
        }
    }

    private async Task<LoadedModel?> LoadAsync(ModelName model, VersionId version)
    {
        if (await catalog.ManifestAsync(model, version, CancellationToken.None) is not { } manifest)
            return null;
        try
        {
            var onnx = await storage.Models.GetBlobClient(new ModelPaths(model, version).Onnx).DownloadContentAsync();
            return LoadedModel.Load(manifest, onnx.Value.Content.ToMemory());
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw new InvalidDataException($"{model} {version} can't be served: its model.onnx is gone. Promote another version.", e);
        }
    }

    private sealed class Slot(Task<LoadedModel?> loading, long began)
    {
        public Task<LoadedModel?> Loading { get; } = loading;

        public long Began => began;

        public long UsedAt { get; set; }

        public bool IsDamaged => Loading.Exception?.InnerException is InvalidDataException;

        public bool IsLoaded => Loading is { IsCompletedSuccessfully: true, Result: not null };
    }
}

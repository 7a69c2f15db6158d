namespace PhotoScore.Functions.Predictions;

/// <summary>
/// What belongs to a loaded version and is loaded only when it is asked for: once for all who ask, for a bounded number of versions, and gone with the version's session.
/// </summary>
/// <param name="most">Versions whose companions are kept; the least recently used one goes.</param>
/// <param name="load">Loads one.</param>
internal sealed class ModelCompanions<T>(int most, Func<LoadedModel, Task<T>> load)
{
    private readonly Lock _lock = new();
    private readonly List<(LoadedModel Model, Task<T> Loading)> _kept = [];

    /// <summary>How many are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _kept.Count;
        }
    }

    /// <summary>The version's companion.</summary>
    /// <param name="model">Held by the caller.</param>
    /// <param name="cancellation">Ends the wait; the load goes on for others who wait.</param>
    public async Task<T> OfAsync(LoadedModel model, CancellationToken cancellation)
    {
        var loading = Use(model);
        try
        {
            return await loading.WaitAsync(cancellation);
        }
        catch when (loading.IsFaulted)
        {
            // The next request tries again.
            Forget(model);
            throw;
        }
    }

    private Task<T> Use(LoadedModel model)
    {
        lock (_lock)
        {
            var at = _kept.FindIndex(pair => pair.Model == model);
            var used = at >= 0 ? _kept[at] : (model, Task.Run(() => load(model)));
            if (at >= 0)
                _kept.RemoveAt(at);
            else
                model.WhenReleased(() => Forget(model));
            _kept.Add(used);
            if (_kept.Count > most)
                _kept.RemoveAt(0);
            return used.Item2;
        }
    }

    private void Forget(LoadedModel model)
    {
        lock (_lock)
            _kept.RemoveAll(pair => pair.Model == model);
    }
}

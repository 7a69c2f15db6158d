using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.OpenInference;

/// <summary>
/// Whether every version that is current can answer on this instance. Anybody may ask, so a look holds for a few seconds and no two are taken at once.
/// </summary>
internal sealed class ServerReadiness(ModelCatalog catalog, ModelSessions sessions, TimeProvider time) : IDisposable
{
    private const int MostModels = 1_000;
    private static readonly TimeSpan HoldsFor = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IReadOnlyList<UnreadyModel>? _known;
    private long _lookedAt;

    /// <summary>The current versions that can't answer; empty when the server is ready.</summary>
    public async Task<IReadOnlyList<UnreadyModel>> UnreadyAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_known is null || time.GetElapsedTime(_lookedAt) >= HoldsFor)
                (_known, _lookedAt) = (await LookAsync(cancellation), time.GetTimestamp());
            return _known;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<IReadOnlyList<UnreadyModel>> LookAsync(CancellationToken cancellation)
    {
        var unready = new List<UnreadyModel>();
        foreach (var model in await catalog.NamesAsync(null, MostModels, cancellation))
        {
            foreach (var route in (await catalog.CurrentAsync(model, cancellation))?.Value.Routes ?? [])
            {
                if (await FaultAsync(model, route, cancellation) is { } reason)
                    unready.Add(new(model, route.Version, reason));
            }
        }
        return unready;
    }

    private async Task<string?> FaultAsync(ModelName model, ModelRoute route, CancellationToken cancellation)
    {
        try
        {
            if (await sessions.HoldAsync(model, route.Version, cancellation) is not { } held)
                return $"{model} {route.Version} is current, but not published. Promote another version.";
            held.Release();
            return null;
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
    }
}

/// <summary>A current version that can't answer.</summary>
internal sealed record UnreadyModel(ModelName Model, VersionId Version, string Reason);

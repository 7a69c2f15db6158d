using Azure;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Models;

namespace PhotoScore.Functions.Predictions;

/// <summary>A model whose <c>current.json</c> asks for what can't be served.</summary>
/// <param name="Model">The model.</param>
/// <param name="Fault">Why, and what to do.</param>
/// <param name="Answering">The earlier versions that answer on this instance all the same; none where it was not asked for yet.</param>
internal sealed record ModelFault(ModelName Model, string Fault, IReadOnlyList<VersionId> Answering);

/// <summary>
/// Whether every current version can be served, by loading each: a file that is there may be damaged all the same. What was found good is not looked at
/// again until <c>current.json</c> changes.
/// </summary>
internal sealed class ModelReadiness(ModelCatalog catalog, ModelSessions sessions, ModelRouter router, PredictionLimits limits, TimeProvider time) : IDisposable
{
    private const int MostModels = 10_000;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<ModelName, ETag> _good = [];
    private (long At, IReadOnlyList<ModelFault> Faults)? _last;

    /// <summary>The models that can't be served as they should be, in the order of their names; empty when all can. Looked up at most once a second.</summary>
    /// <exception cref="RequestFailedException">Storage does not answer, so nothing can be said.</exception>
    public async Task<IReadOnlyList<ModelFault>> FaultsAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_last is not { } last || time.GetElapsedTime(last.At) >= limits.CurrentFor)
                _last = last = (time.GetTimestamp(), await LookAsync(cancellation));
            return last.Faults;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Why the current versions of one model can't be served; null when they can, or none is current.</summary>
    public async Task<ModelFault?> FaultAsync(ModelName model, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            return await LookAsync(model, cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<IReadOnlyList<ModelFault>> LookAsync(CancellationToken cancellation)
    {
        var faults = new List<ModelFault>();
        foreach (var model in await catalog.NamesAsync(null, MostModels, cancellation))
        {
            if (await LookAsync(model, cancellation) is { } fault)
                faults.Add(fault);
        }
        return faults;
    }

    private async Task<ModelFault?> LookAsync(ModelName model, CancellationToken cancellation)
    {
        try
        {
            if (await catalog.CurrentAsync(model, cancellation) is not { } current || (_good.TryGetValue(model, out var good) && good == current.ETag))
                return null;
            if (current.Value.Routes.Count == 0)
                throw new InvalidDataException($"{ModelPaths.Current(model)} names no version. Promote one.");
            foreach (var version in current.Value.Routes.Select(route => route.Version))
            {
                var held = await sessions.HoldAsync(model, version, cancellation)
                    ?? throw new InvalidDataException($"{model} {version} is current, but not published. Promote another version.");
                held.Release();
            }
            _good[model] = current.ETag;
            return null;
        }
        catch (InvalidDataException e)
        {
            return new(model, e.Message, router.Answering(model));
        }
    }
}

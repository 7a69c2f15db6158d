using Azure;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;

namespace PhotoScore.Functions.Predictions;

/// <summary>The versions that answer for a model, loaded, warm and held open until others have taken their place.</summary>
/// <param name="Current">Which, and with what shares.</param>
/// <param name="ETag">Of the <c>current.json</c> that says so; null when it says something that can't be served.</param>
/// <param name="Models">One for each route, in their order.</param>
/// <param name="Shadow">Asked too; null for none.</param>
internal sealed record ServedRoutes(CurrentModel Current, ETag? ETag, IReadOnlyList<LoadedModel> Models, LoadedModel? Shadow)
{
    /// <summary>Loads all of them, or none.</summary>
    /// <param name="sessions">Where they are loaded.</param>
    /// <param name="model">The model.</param>
    /// <param name="current">What is to be served.</param>
    /// <param name="etag">Of the document that says so.</param>
    /// <param name="shadowFault">Told why the shadow is left out: no request depends on it.</param>
    /// <exception cref="InvalidDataException">One that is to answer can't.</exception>
    public static async Task<ServedRoutes> LoadAsync(
        ModelSessions sessions, ModelName model, CurrentModel current, ETag? etag, Action<Exception> shadowFault)
    {
        var models = new List<LoadedModel>(current.Routes.Count);
        try
        {
            foreach (var route in current.Routes)
                models.Add(await HoldAsync(sessions, model, route.Version));
            return new(current, etag, models, await ShadowAsync(sessions, model, current.Shadow, shadowFault));
        }
        catch
        {
            models.ForEach(held => held.Release());
            throw;
        }
    }

    /// <summary>The loaded model of a routed version.</summary>
    public LoadedModel Of(VersionId version)
    {
        for (var i = 0; i < Models.Count; i++)
        {
            if (Current.Routes[i].Version == version)
                return Models[i];
        }
        throw new ArgumentException($"{version} is none of the routes.", nameof(version));
    }

    /// <summary>Whether a loaded model is one of those that answer.</summary>
    public bool Answers(LoadedModel model) => Models.Contains(model);

    /// <summary>Lets go of all of them.</summary>
    public void Release()
    {
        foreach (var model in Models)
            model.Release();
        Shadow?.Release();
    }

    private static async Task<LoadedModel?> ShadowAsync(ModelSessions sessions, ModelName model, VersionId? version, Action<Exception> fault)
    {
        try
        {
            return version is { } shadow ? await HoldAsync(sessions, model, shadow) : null;
        }
        catch (Exception e) when (e is InvalidDataException or RequestFailedException)
        {
            fault(e);
            return null;
        }
    }

    private static async Task<LoadedModel> HoldAsync(ModelSessions sessions, ModelName model, VersionId version) =>
        await sessions.HoldAsync(model, version, CancellationToken.None)
        ?? throw new InvalidDataException($"{model} {version} is current, but not published. Promote another version.");
}

using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.OpenInference;

/// <summary>Finds the model version that a route of the protocol speaks of.</summary>
internal sealed class ServedModels(ModelCatalog catalog, ModelRouter router, ModelSessions sessions)
{
    /// <summary>Seconds after which asking again for a model that isn't ready is worth it.</summary>
    public const int RetryAfterSeconds = 5;

    private const int Lookups = 8;

    /// <summary>Holds a version open; <see cref="LoadedModel.Release"/> it afterwards.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="version"><c>v3</c>, or <c>3</c> as other servers count; null for the one that is current.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="RefusedRequestException">404: there is none. 503: it isn't ready.</exception>
    public async Task<LoadedModel> HoldAsync(string model, string? version, CancellationToken cancellation)
    {
        var name = await NameAsync(model, cancellation);
        try
        {
            if (version is not null)
                return (TryVersion(version, out var id) ? await sessions.HoldAsync(name, id, cancellation) : null) ?? throw await UnknownAsync(model, version, cancellation);
            return await router.HoldCurrentAsync(name, cancellation) ?? throw await NoneCurrentAsync(name, cancellation);
        }
        catch (InvalidDataException e)
        {
            throw NotReady(e.Message);
        }
    }

    /// <summary>The manifest of a version, whether it can be served or not.</summary>
    /// <inheritdoc cref="HoldAsync"/>
    public async Task<ModelManifest> ManifestAsync(string model, string? version, CancellationToken cancellation)
    {
        var name = await NameAsync(model, cancellation);
        if (version is not null)
            return (TryVersion(version, out var id) ? await catalog.ManifestAsync(name, id, cancellation) : null) ?? throw await UnknownAsync(model, version, cancellation);
        // Of several the one that answers most requests.
        var current = (await catalog.CurrentAsync(name, cancellation))?.Value.Routes.MaxBy(route => route.Share)?.Version
            ?? throw await NoneCurrentAsync(name, cancellation);
        return await catalog.ManifestAsync(name, current, cancellation) ?? throw NotReady($"{name} {current} is current, but not published. Promote another version.");
    }

    /// <summary>The published versions, oldest first.</summary>
    public async Task<IReadOnlyList<VersionId>> PublishedAsync(ModelName model, CancellationToken cancellation)
    {
        var published = new List<VersionId>();
        foreach (var some in (await catalog.VersionsAsync(model, cancellation)).Chunk(Lookups))
        {
            var found = await Task.WhenAll(some.Select(version => catalog.IsPublishedAsync(model, version, cancellation)));
            published.AddRange(some.Where((_, i) => found[i]));
        }
        return published;
    }

    private async Task<ModelName> NameAsync(string model, CancellationToken cancellation) =>
        ModelName.TryParse(model, out var name) ? name : throw NotFound(await UnknownModel.DescribeAsync(catalog, model, cancellation));

    private static bool TryVersion(string text, out VersionId version) => VersionId.TryParse(text, out version) || VersionId.TryParse($"v{text}", out version);

    private async Task<RefusedRequestException> NoneCurrentAsync(ModelName model, CancellationToken cancellation) =>
        (await catalog.VersionsAsync(model, cancellation)).Count == 0
            ? NotFound(await UnknownModel.DescribeAsync(catalog, model.Value, cancellation))
            : NotReady(UnknownModel.NoneCurrent(model));

    private async Task<RefusedRequestException> UnknownAsync(string model, string version, CancellationToken cancellation) =>
        NotFound(await UnknownModel.DescribeAsync(catalog, model, version, cancellation));

    private static RefusedRequestException NotFound(string detail) => new(StatusCodes.Status404NotFound, "Not found", detail);

    private static RefusedRequestException NotReady(string detail) => new(StatusCodes.Status503ServiceUnavailable, "Not ready", detail);
}

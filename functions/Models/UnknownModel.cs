using PhotoScore.Core.Naming;

namespace PhotoScore.Functions.Models;

/// <summary>Says what there is, to whoever asked for what there is not.</summary>
internal static class UnknownModel
{
    private const int Named = 20;

    /// <summary>A sentence for a model that does not exist, or has no version yet.</summary>
    public static async Task<string> DescribeAsync(ModelCatalog catalog, string model, CancellationToken cancellation)
    {
        if (ModelName.TryParse(model, out var known) && await catalog.ExistsAsync(known, cancellation))
            return $"{known} has no version yet: see GET /api/models/{known}/sweeps for what looks for one, or train one with POST /api/models/{known}/trainings.";
        var names = await catalog.NamesAsync(null, Named, cancellation);
        return names.Count == 0
            ? $"There is no model '{model}', nor any other yet: train one with POST /api/models/{{model}}/trainings."
            : $"There is no model '{model}'. There are: {string.Join(", ", names)}{(names.Count == Named ? ", …" : "")}.";
    }

    /// <summary>A sentence for a version that does not exist or is not published.</summary>
    public static async Task<string> DescribeAsync(ModelCatalog catalog, string model, string version, CancellationToken cancellation)
    {
        if (!ModelName.TryParse(model, out var name) || await catalog.VersionsAsync(name, cancellation) is not { Count: > 0 } versions)
            return await DescribeAsync(catalog, model, cancellation);
        if (VersionId.TryParse(version, out var id) && versions.Contains(id))
            return $"{name} {id} is not published: see GET /api/models/{name}/trainings/{id}.";
        return $"{name} has no version '{version}'. There are: {string.Join(", ", versions.TakeLast(Named))}.";
    }

    /// <summary>A sentence for a model of which no version is current.</summary>
    public static string NoneCurrent(ModelName model) =>
        $"No version of {model} is current: wait for a training, or promote one with POST /api/models/{model}/{{version}}/promote, or name one in the URL.";
}

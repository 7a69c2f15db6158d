using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.Problems;

namespace PhotoScore.Functions.Models.Comparing;

/// <summary>Several model versions side by side.</summary>
internal sealed class CompareFunction(ModelCatalog catalog, ModelComparer comparer)
{
    private const int Most = 10;
    private const int MostBytes = 64 * 1024;
    private const string Title = "These models can't be compared.";

    [Function("CompareModels")]
    public async Task<IActionResult> Compare(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/models/compare")] HttpRequest request, CancellationToken cancellation)
    {
        var faults = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        var models = await ReadAsync(request, faults, cancellation);
        if (faults.Count > 0)
            return Problem.Invalid(Title, faults);
        try
        {
            return await comparer.CompareAsync(models, cancellation) is { } compared
                ? ApiJson.Of(compared)
                : Problem.Conflict("They share no test photo. Train them on versions of one dataset, whose test photos stay test photos.");
        }
        catch (InvalidDataException e)
        {
            return Problem.Conflict(e.Message);
        }
    }

    private async Task<IReadOnlyList<ModelManifest>> ReadAsync(HttpRequest request, SortedDictionary<string, string[]> faults, CancellationToken cancellation)
    {
        if (await BodyAsync(request, cancellation) is not { Count: >= 2 and <= Most } items)
        {
            faults["models"] = [$"Name 2 to {Most} versions, such as {{\"models\":[{{\"model\":\"smiles\",\"version\":\"v1\"}},{{\"model\":\"smiles\",\"version\":\"v2\"}}]}}."];
            return [];
        }

        var models = new List<ModelManifest>();
        for (var i = 0; i < items.Count; i++)
        {
            var (model, version) = (Text(items[i], "model"), Text(items[i], "version"));
            if (!ModelName.TryParse(model, out var name) || !VersionId.TryParse(version, out var id)
                || await catalog.ManifestAsync(name, id, cancellation) is not { } manifest)
            {
                faults[$"models[{i}]"] = [await UnknownModel.DescribeAsync(catalog, model ?? "", version ?? "", cancellation)];
            }
            else if (models.Any(known => known.Model == manifest.Model && known.Version == manifest.Version))
            {
                faults[$"models[{i}]"] = [$"{manifest.Model} {manifest.Version} is named twice."];
            }
            else if (models.Count > 0 && !models[0].Classes.SequenceEqual(manifest.Classes))
            {
                faults[$"models[{i}]"] = [$"{manifest.Model} {manifest.Version} tells {string.Join(", ", manifest.Classes)} apart, {models[0].Model} {models[0].Version} {string.Join(", ", models[0].Classes)}."];
            }
            else
            {
                models.Add(manifest);
            }
        }

        return models;
    }

    private static string? Text(JsonNode? item, string member) =>
        item is JsonObject members && members[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static async Task<JsonArray?> BodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MostBytes)
            return null;
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: cancellation) is JsonObject body ? body["models"] as JsonArray : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

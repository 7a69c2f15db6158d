using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.Problems;
using PhotoScore.Functions.Training;

namespace PhotoScore.Functions.Datasets.Api;

/// <summary>A build that was accepted.</summary>
internal sealed record AcceptedBuild(DatasetName Dataset, VersionId Version, string StatusUrl);

/// <summary><c>POST /api/datasets/{dataset}/builds</c>: a recipe becomes a new version.</summary>
internal sealed class StartBuild(BuildStarter starter, ServiceSettings services, FilterResolver filters)
{
    private const string Invalid = "This recipe can't be built";

    [Function(nameof(StartBuild))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/datasets/{dataset}/builds")] HttpRequest request,
        string dataset,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var faults = new Dictionary<string, string[]>();
        if (!DatasetName.TryParse(dataset, out var name))
            faults["dataset"] = [DatasetRoutes.NameFault(dataset)];

        using var body = new StreamReader(request.Body);
        var text = await body.ReadToEndAsync(cancellation);
        var origin = IdempotencyKey.Read(request, text, fault => faults[IdempotencyKey.Header] = [fault]);
        var reading = RecipeReader.Read(text);
        foreach (var (path, messages) in reading.Errors)
            faults[path] = messages;
        var recipe = reading.Recipe;
        if (recipe is not null)
        {
            foreach (var (path, messages) in await starter.MissingSourcesAsync(recipe, cancellation))
                faults[path] = messages;
            foreach (var (path, messages) in await services.MissingAsync(recipe, cancellation))
                faults[path] = messages;
            recipe = await filters.ResolveAsync(recipe, faults, cancellation);
        }
        if (name is not null && recipe?.Train is { } train)
        {
            var trainFaults = new RequestFaults();
            BuildTraining.Read(train, name, version: null, trainFaults);
            foreach (var (path, messages) in trainFaults.ByPath())
                faults[$"$.train.{path}"] = messages;
        }
        if (faults.Count > 0 || name is null || recipe is null)
            return Problem.Invalid(Invalid, faults);

        var build = await starter.AcceptAsync(name, recipe, origin, client, cancellation);
        var status = DatasetRoutes.Build(build);
        return ApiJson.Accepted(request, status, new AcceptedBuild(build.Dataset, build.Version, status));
    }
}

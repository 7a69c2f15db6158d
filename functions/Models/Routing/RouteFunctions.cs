using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.Problems;
using PhotoScore.Functions.Training;

namespace PhotoScore.Functions.Models.Routing;

/// <summary>Which versions answer when none is named, with what shares, and which one is only mirrored.</summary>
internal sealed class RouteFunctions(ModelCatalog catalog, RouteStore store, RouteVersions versions, TimeProvider time)
{
    private const string Model = "api/models/{model}";

    [Function("GetCurrentRoutes")]
    public async Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Model + "/current")] HttpRequest request, string model, CancellationToken cancellation)
    {
        if (await NameAsync(model, cancellation) is not { } name)
            return await UnknownAsync(model, cancellation);
        var stored = await store.ReadAsync(name, cancellation);
        RoutePreconditions.Tag(request, stored.ETag);
        if (stored.Fault is { } fault)
            return Problem.Of(StatusCodes.Status500InternalServerError, "Not readable", $"{fault} PUT what shall be current, with If-Match and the ETag of this answer.");
        return stored.Current is { } current ? ApiJson.Of(new ModelItem(name, current)) : Problem.NotFound(UnknownModel.NoneCurrent(name));
    }

    [Function("PutCurrentRoutes")]
    public async Task<IActionResult> Put(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = Model + "/current")] HttpRequest request, string model, CancellationToken cancellation)
    {
        if (await NameAsync(model, cancellation) is not { } name)
            return await UnknownAsync(model, cancellation);
        if (RoutePreconditions.Missing(request) is { } missing)
            return missing;

        var faults = new RequestFaults();
        var (isJson, body) = await JsonBody.ReadAsync(request, faults, cancellation);
        var asked = isJson ? RoutesRequest.Read(body, faults) : new([], null, null);
        await versions.CheckAsync(name, asked, faults, cancellation);
        if (faults.Any)
            return Problem.Invalid("These routes can't be taken.", faults.ByPath());

        var there = await store.ReadAsync(name, cancellation);
        if (RoutePreconditions.Failed(request, there) is { } changed)
            return changed;
        var next = RouteHistory.Next(there.Current, asked.Routes, asked.Shadow, asked.Reason ?? "Set by hand.", time.GetUtcNow());
        return await SwapAsync(request, name, there, next, cancellation);
    }

    [Function("RollBackModel")]
    public async Task<IActionResult> RollBack(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Model + "/rollback")] HttpRequest request, string model, CancellationToken cancellation)
    {
        if (await NameAsync(model, cancellation) is not { } name)
            return await UnknownAsync(model, cancellation);
        var faults = new RequestFaults();
        var reason = request.ContentLength is null or 0 ? null : await ReasonAsync(request, faults, cancellation);
        if (faults.Any)
            return Problem.Invalid("This rollback can't be done like that.", faults.ByPath());

        var there = await store.ReadAsync(name, cancellation);
        if (RoutePreconditions.Failed(request, there) is { } changed)
            return changed;
        if (there.Current is not { } current)
            return Problem.Conflict(there.Fault ?? UnknownModel.NoneCurrent(name));
        if (RouteHistory.Back(current, reason, time.GetUtcNow()) is not { } back)
            return Problem.Conflict($"Nothing was current before {RouteHistory.Describe(current.Routes)}, or all of it was rolled back: promote a version, or PUT /api/models/{name}/current.");
        if (await versions.GoneAsync(name, back, cancellation) is { } gone)
            return Problem.Conflict($"{gone} was current before, and is gone: promote another version, or PUT /api/models/{name}/current.");
        return await SwapAsync(request, name, there, back, cancellation);
    }

    private static async Task<string?> ReasonAsync(HttpRequest request, RequestFaults faults, CancellationToken cancellation)
    {
        var (isJson, body) = await JsonBody.ReadAsync(request, faults, cancellation);
        if (isJson && body is System.Text.Json.Nodes.JsonObject members)
            return RoutesRequest.Why(members["reason"], faults);
        if (isJson)
            faults.Add("$", """Send nothing, or an object such as {"reason":"it sees dogs everywhere"}.""");
        return null;
    }

    private async Task<IActionResult> SwapAsync(HttpRequest request, ModelName model, StoredRoutes there, CurrentModel next, CancellationToken cancellation)
    {
        var swapped = await store.SwapAsync(model, there, next, cancellation);
        var now = await store.ReadAsync(model, cancellation);
        if (!swapped)
            return RoutePreconditions.Changed(request, now);
        // Somebody may have swapped once more since: then the ETag is not of these routes, and is not given.
        if (now.Current is { } current && current.Since == next.Since)
            RoutePreconditions.Tag(request, now.ETag);
        return ApiJson.Of(new ModelItem(model, next));
    }

    private async Task<ModelName?> NameAsync(string model, CancellationToken cancellation) =>
        ModelName.TryParse(model, out var name) && (await catalog.VersionsAsync(name, cancellation)).Count > 0 ? name : null;

    private async Task<IActionResult> UnknownAsync(string model, CancellationToken cancellation) =>
        Problem.NotFound(await UnknownModel.DescribeAsync(catalog, model, cancellation));
}

using System.Text.Json;
using DurableTask.Core.Exceptions;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PhotoScore.Local.Runtime.Durable;

namespace PhotoScore.Local.Runtime.Tasks;

/// <summary>What the management routes do to instances.</summary>
internal static class InstanceCommands
{
    public static async Task<IResult> StartAsync(
        string name, string? id, HttpRequest request, DurableTaskClient client, ITaskFunctions functions, CancellationToken cancellation)
    {
        if (!functions.HasOrchestrator(name))
            return Results.BadRequest($"The orchestrator function '{name}' doesn't exist in this app.");
        var (isJson, input) = await ReadJsonAsync(request, cancellation);
        if (!isJson)
            return Results.BadRequest("The body must be JSON.");
        try
        {
            var started = await client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id), cancellation);
            return InstanceLinks.Of(request, client.Name, started).Accepted(request);
        }
        catch (OrchestrationAlreadyExistsException error)
        {
            return Results.Conflict(error.Message);
        }
    }

    public static async Task<IResult> RaiseEventAsync(
        string id, string name, HttpRequest request, DurableTaskClient client, CancellationToken cancellation)
    {
        var (isJson, payload) = await ReadJsonAsync(request, cancellation);
        return isJson
            ? await SteerAsync(id, client, () => client.RaiseEventAsync(id, name, payload, cancellation), cancellation)
            : Results.BadRequest("The body must be JSON.");
    }

    /// <summary>Does something to an instance that must exist (404) and must not have finished (410).</summary>
    public static async Task<IResult> SteerAsync(string id, DurableTaskClient client, Func<Task> steer, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(id, cancellation) is not { } instance)
            return Results.NotFound();
        if (instance.IsCompleted)
            return Results.StatusCode(StatusCodes.Status410Gone);
        await steer();
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    public static async Task<IResult> RestartAsync(
        string id, bool? restartWithNewInstanceId, HttpRequest request, DurableTaskClient client, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(id, cancellation) is not { } instance)
            return Results.NotFound();
        var withNewId = restartWithNewInstanceId ?? true;
        if (!withNewId && !instance.IsCompleted)
            return Results.Conflict($"Instance '{id}' is {instance.RuntimeStatus}; it can be restarted under its own id once it has finished.");
        var started = await client.RestartAsync(id, withNewId, cancellation);
        return InstanceLinks.Of(request, client.Name, started).Accepted(request);
    }

    public static async Task<IResult> PurgeAsync(string id, DurableTaskClient client, CancellationToken cancellation) =>
        Purged(await client.PurgeInstanceAsync(id, cancellation));

    public static async Task<IResult> PurgeAllAsync(HttpRequest request, DurableTaskClient client, CancellationToken cancellation)
    {
        if (InstanceQueries.ReadFilter(request, out var filter) is { } fault)
            return Results.BadRequest(fault);
        if (filter.CreatedFrom is null)
            return Results.BadRequest("createdTimeFrom must say from when on instances are purged.");
        return Purged(await client.PurgeAllInstancesAsync(new(filter.CreatedFrom, filter.CreatedTo, filter.Statuses), cancellation));
    }

    private static IResult Purged(PurgeResult result) => result.PurgedInstanceCount == 0
        ? Results.NotFound()
        : Results.Json(new { instancesDeleted = result.PurgedInstanceCount });

    private static async Task<(bool IsJson, JsonElement? Value)> ReadJsonAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(cancellation);
        if (string.IsNullOrWhiteSpace(text))
            return (true, null);
        try
        {
            return (true, JsonElement.Parse(text));
        }
        catch (JsonException)
        {
            return (false, null);
        }
    }
}

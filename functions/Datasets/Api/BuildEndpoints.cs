using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.Datasets.Progress;
using PhotoScore.Functions.Problems;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Api;

/// <summary><c>/api/datasets/{dataset}/builds/{version}</c>: where a build stands, and its end before its time.</summary>
internal sealed class BuildEndpoints(BuildProgressReader reader, PhotoStorage storage, TimeProvider time)
{
    [Function("GetBuild")]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = DatasetRoutes.OneBuild)] HttpRequest request,
        string dataset,
        string version,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (DatasetRoutes.Read(dataset, version) is not { } build || await reader.ReadAsync(build, client, cancellation) is not { } progress)
            return DatasetRoutes.Unknown(dataset, version);
        if (progress.Status is BuildState.Pending or BuildState.Running)
            request.HttpContext.Response.Headers.RetryAfter = ApiJson.RetryAfterSeconds;
        return ApiJson.Of(progress);
    }

    [Function("CancelBuild")]
    public async Task<IActionResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = DatasetRoutes.OneBuild)] HttpRequest request,
        string dataset,
        string version,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (DatasetRoutes.Read(dataset, version) is not { } build || await reader.ReadAsync(build, client, cancellation) is not { } progress)
            return DatasetRoutes.Unknown(dataset, version);
        if (progress.Status is BuildState.Completed or BuildState.Failed)
            return Problem.Conflict($"The build of {build.Dataset} {build.Version} has ended: it is {progress.Status.ToString().ToLowerInvariant()}.");

        // First the mark, which chunks look for and which keeps a forgotten build from being started; then the orchestration.
        await storage.Datasets.TryCreateJsonAsync(build.Work.Cancelled, new { At = time.GetUtcNow() }, cancellation);
        if (await client.GetInstanceAsync(build.InstanceId, cancellation) is { IsCompleted: false })
            await client.TerminateInstanceAsync(build.InstanceId, new TerminateInstanceOptions("Cancelled by a user.", Recursive: true), cancellation);
        return ApiJson.Accepted(request, DatasetRoutes.Build(build), (await reader.ReadAsync(build, client, cancellation))!);
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.OpenInference.Answers;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.OpenInference;

/// <summary>Says whether the server and its models answer.</summary>
internal sealed class HealthFunctions(ServedModels models, ModelReadiness readiness)
{
    [Function("OpenInferenceLive")]
    public static IActionResult Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Live)] HttpRequest request) => ApiJson.Of(new { Live = true });

    [Function("OpenInferenceReady")]
    public async Task<IActionResult> IsReady(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Ready)] HttpRequest request, CancellationToken cancellation)
    {
        var faults = await readiness.FaultsAsync(cancellation);
        // The protocol's text calls the member 'live' here too; its other half and other servers say 'ready'.
        if (faults.Count == 0)
            return ApiJson.Of(new { Live = true, Ready = true });
        request.HttpContext.Response.Headers.RetryAfter = $"{ServedModels.RetryAfterSeconds}";
        var error = string.Join(' ', faults.Select(fault => fault.Fault));
        return ApiJson.Of(new { Live = true, Ready = false, Error = error, Models = faults }, StatusCodes.Status503ServiceUnavailable);
    }

    [Function("OpenInferenceModelReady")]
    public Task<IActionResult> ModelIsReady(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Model + "/ready")] HttpRequest request, string model, CancellationToken cancellation) =>
        ReadyAsync(request, model, null, cancellation);

    [Function("OpenInferenceVersionReady")]
    public Task<IActionResult> VersionIsReady(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Version + "/ready")] HttpRequest request,
        string model,
        string version,
        CancellationToken cancellation) => ReadyAsync(request, model, version, cancellation);

    private Task<IActionResult> ReadyAsync(HttpRequest request, string model, string? version, CancellationToken cancellation) =>
        ProtocolError.CatchAsync(request, async () =>
        {
            try
            {
                var held = await models.HoldAsync(model, version, cancellation);
                held.Release();
                return ApiJson.Of(new ModelReady(held.Manifest.Model.Value, Ready: true));
            }
            catch (RefusedRequestException e) when (e.Status == StatusCodes.Status503ServiceUnavailable)
            {
                request.HttpContext.Response.Headers.RetryAfter = $"{ServedModels.RetryAfterSeconds}";
                return ApiJson.Of(new ModelReady(model, Ready: false, e.Message), e.Status);
            }
        });
}

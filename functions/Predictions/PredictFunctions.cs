using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Problems;

namespace PhotoScore.Functions.Predictions;

/// <summary>Answers photos over HTTP.</summary>
internal sealed class PredictFunctions(
    PhotoRequestReader reader,
    ModelRouter router,
    ModelSessions sessions,
    Predictor predictor,
    PhotoAnswerer answerer,
    ModelCatalog catalog,
    TimeProvider time,
    ILogger<PredictFunctions> logger)
{
    private const string Route = "api/models/{model}";
    private const string Png = "image/png";

    // Whoever sends the same one again is answered by the same version while a split lasts.
    private const string RouteKey = "X-Route-Key";

    [Function("Predict")]
    public Task<IActionResult> Current(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/predict")] HttpRequest request,
        string model,
        CancellationToken cancellation) => AnswerAsync(request, model, null, cancellation);

    [Function("PredictVersion")]
    public Task<IActionResult> Version(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + @"/{version:regex(^v\d+$)}/predict")] HttpRequest request,
        string model,
        string version,
        CancellationToken cancellation) => AnswerAsync(request, model, version, cancellation);

    private async Task<IActionResult> AnswerAsync(HttpRequest request, string model, string? version, CancellationToken cancellation)
    {
        var begin = time.GetTimestamp();
        LoadedModel? held = null;
        try
        {
            predictor.RefuseWhenFull();
            held = await HoldAsync(model, version, request.Headers[RouteKey], cancellation);
            var beginReading = time.GetTimestamp();
            var extras = ExtrasReader.Of(request.Query);
            var photos = await reader.ReadAsync(request, cancellation, extras);
            var read = time.GetElapsedTime(beginReading);
            var (predictions, spent) = await answerer.AnswerAsync(held, photos, extras.Read(), cancellation);
            if (predictions is [{ Error: { } error }])
                return Problem.Of(error.Status, "The photo can't be answered", error.Message, error.Code);
            if (predictions is [{ Explanation: { } explanation }] && WantsPicture(request))
                return new FileContentResult(explanation.Png, Png);

            return ApiJson.Of(PredictionAnswer.Of(held.Manifest, PredictionTiming.Of(read, spent, time.GetElapsedTime(begin)), predictions));
        }
        catch (RefusedRequestException e)
        {
            return e.Answer;
        }
        catch (QueueFullException e)
        {
            return e.Answer(request);
        }
        catch (InvalidDataException e)
        {
            logger.NotServable(e);
            return Problem.Of(StatusCodes.Status500InternalServerError, "The model can't be served", e.Message);
        }
        finally
        {
            held?.Release();
        }
    }

    private async Task<LoadedModel> HoldAsync(string model, string? version, string? routeKey, CancellationToken cancellation)
    {
        if (!ModelName.TryParse(model, out var name))
            throw NotFound(await UnknownModel.DescribeAsync(catalog, model, cancellation));
        if (version is not null)
        {
            return VersionId.TryParse(version, out var id) && await sessions.HoldAsync(name, id, cancellation) is { } named
                ? named
                : throw NotFound(await UnknownModel.DescribeAsync(catalog, model, version, cancellation));
        }
        if (await router.HoldCurrentAsync(name, routeKey, cancellation) is { } current)
            return current;
        throw (await catalog.VersionsAsync(name, cancellation)).Count == 0
            ? NotFound(await UnknownModel.DescribeAsync(catalog, model, cancellation))
            : new RefusedRequestException(StatusCodes.Status409Conflict, "Not possible now", UnknownModel.NoneCurrent(name));
    }

    private static bool WantsPicture(HttpRequest request) => request.Headers.Accept.ToString().Contains(Png, StringComparison.OrdinalIgnoreCase);

    private static RefusedRequestException NotFound(string detail) => new(StatusCodes.Status404NotFound, "Not found", detail);
}

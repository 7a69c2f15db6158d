using Microsoft.Extensions.Logging;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Predictions;

/// <summary>
/// Scores an uploaded photo and writes the answer. What no retry can mend becomes <c>.error.json</c>; what may pass is thrown, so that the
/// trigger tries again.
/// </summary>
internal sealed class UploadScorer(
    PhotoStorage storage,
    ModelRouter router,
    Predictor predictor,
    ModelCatalog catalog,
    PredictionLimits limits,
    TimeProvider time,
    ILogger<UploadScorer> logger)
{
    /// <param name="name">The upload's name: <c>{model}/{path}</c>.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellation">Ends the scoring; the trigger tries again later.</param>
    public async Task ScoreAsync(string name, Stream content, CancellationToken cancellation)
    {
        var begin = time.GetTimestamp();
        var (model, fault) = await ModelOfAsync(name, cancellation);
        var held = model is null ? null : await router.HoldCurrentAsync(model, cancellation);
        if (held is null)
        {
            await RefuseAsync(name, fault ?? await NoneCurrentAsync(model!, cancellation), cancellation);
            return;
        }
        try
        {
            var beginReading = time.GetTimestamp();
            var photo = await BoundedRead.AllAsync(content, limits.MaxPhotoBytes, expected: null, cancellation) is { } file
                ? new PhotoInput(file)
                : new PhotoInput(null, new("too-large", $"The photo has more than {limits.MaxPhotoBytes} bytes."));
            var read = time.GetElapsedTime(beginReading);
            var (predictions, spent) = await predictor.PredictAsync(held, [photo], cancellation, patient: true);
            if (predictions[0].Error is { } error)
            {
                await RefuseAsync(name, error, cancellation);
                return;
            }
            var answer = PredictionAnswer.Of(held.Manifest, PredictionTiming.Of(read, spent, time.GetElapsedTime(begin)), predictions);
            await storage.Scores.WriteJsonAsync($"{name}.json", answer, cancellation);
            // Left from an earlier upload of the same name.
            await storage.Scores.DeleteBlobIfExistsAsync($"{name}.error.json", cancellationToken: cancellation);
        }
        finally
        {
            held.Release();
        }
    }

    private async Task<(ModelName? Model, PhotoError? Fault)> ModelOfAsync(string name, CancellationToken cancellation)
    {
        // The first slash ends the model's name; the real host's own captures would end it at the last one.
        var slash = name.IndexOf('/');
        if (slash > 0 && ModelName.TryParse(name[..slash], out var model))
            return (model, null);
        return (null, slash < 0
            ? new("no-model", "Upload to uploads/{model}/…: the first part of the name says which model answers.")
            : new("unknown-model", await UnknownModel.DescribeAsync(catalog, name[..slash], cancellation)));
    }

    private async Task<PhotoError> NoneCurrentAsync(ModelName model, CancellationToken cancellation) =>
        (await catalog.VersionsAsync(model, cancellation)).Count == 0
            ? new("unknown-model", await UnknownModel.DescribeAsync(catalog, model.Value, cancellation))
            : new("no-current-version", UnknownModel.NoneCurrent(model));

    private async Task RefuseAsync(string name, PhotoError error, CancellationToken cancellation)
    {
        logger.NotScored(name, error.Code, error.Message);
        await storage.Scores.WriteJsonAsync($"{name}.error.json", new { Upload = name, Error = error }, cancellation);
        await storage.Scores.DeleteBlobIfExistsAsync($"{name}.json", cancellationToken: cancellation);
    }
}

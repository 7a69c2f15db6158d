using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Hosts;

namespace PhotoScore.Functions.Predictions;

/// <summary>Scores whatever is uploaded to <c>uploads/{model}/…</c>.</summary>
internal sealed class UploadFunction(UploadScorer scorer)
{
    // No output binding: a path with {name} in one loses the stream on the real host.
    [Function("ScoreUpload")]
    public Task Run(
        [BlobTrigger(Containers.Uploads + "/{name}", Source = UploadTrigger.Source)] Stream photo,
        string name,
        CancellationToken cancellation) => scorer.ScoreAsync(name, photo, cancellation);
}

using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;

namespace PhotoScore.Local.Stack.Demo;

/// <summary>Uploads a photo and waits for the answer that appears beside it.</summary>
internal static class UploadScoring
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <exception cref="StackException">The photo was refused, or no answer came in time.</exception>
    public static async Task<JsonElement> ScoreAsync(
        BlobServiceClient blobs, string model, string version, DemoPhoto photo, CancellationToken cancellation)
    {
        // A folder of its own a model version: an answer to an earlier upload must not be taken for this one's.
        var path = $"{model}/demo-{version}/{photo.Name}";
        await blobs.GetBlobContainerClient("uploads").GetBlobClient(path).UploadAsync(BinaryData.FromBytes(photo.Bytes), overwrite: true, cancellation);
        var scores = blobs.GetBlobContainerClient("scores");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            while (true)
            {
                if (await ReadAsync(scores, $"{path}.json", limit.Token) is { } score)
                    return score;
                if (await ReadAsync(scores, $"{path}.error.json", limit.Token) is { } error)
                    throw new StackException($"uploads/{path} was refused: {error}");
                await Task.Delay(100, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new StackException($"scores/{path}.json did not appear within {Limit.TotalSeconds:0} s; see the functions' log.");
        }
    }

    private static async Task<JsonElement?> ReadAsync(BlobContainerClient scores, string path, CancellationToken cancellation)
    {
        try
        {
            var answer = await scores.GetBlobClient(path).DownloadContentAsync(cancellation);
            return JsonElement.Parse(answer.Value.Content.ToString());
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}

using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Predictions;

/// <summary>What a caller wants besides probabilities.</summary>
internal sealed record PredictionWants
{
    /// <summary>Probabilities alone.</summary>
    public static PredictionWants Nothing { get; } = new();

    /// <summary>Embeddings, out of the same run.</summary>
    public bool Embedding { get; init; }

    /// <summary>The prepared pixels, which <see cref="PredictedPhotos"/> then owns.</summary>
    public bool Prepared { get; init; }

    /// <summary>Whether nobody holds a connection open for the answer: then a full queue is no reason to refuse.</summary>
    public bool Patient { get; init; }

    /// <summary>Shown each decoded photo and its place in the request, before it is prepared; called on several threads at once.</summary>
    public Action<int, DecodedImage>? Decoded { get; init; }
}

/// <summary>One photo's output, or why it has none.</summary>
/// <param name="Output">Null where there is an error.</param>
/// <param name="Prepared">The network's input; null unless it was asked for.</param>
/// <param name="Error">Null where there is an output.</param>
internal sealed record PredictedPhoto(PredictionOutput? Output, Pixels? Prepared = null, PhotoError? Error = null);

/// <summary>Outputs in the order of the photos; disposing gives the prepared pixels back.</summary>
/// <param name="Photos">One for each photo.</param>
/// <param name="Times">Where the time went.</param>
internal sealed record PredictedPhotos(IReadOnlyList<PredictedPhoto> Photos, PredictionTimes Times) : IDisposable
{
    public void Dispose()
    {
        foreach (var photo in Photos)
            photo.Prepared?.Dispose();
    }
}

/// <summary>Time that the engine spent on a request.</summary>
/// <param name="Decode">Decoding and resizing, summed over photos.</param>
/// <param name="Queue">Waiting for a place among the batches that run: the longest wait of a batch.</param>
/// <param name="Inference">Inside the network, summed over batches.</param>
internal readonly record struct PredictionTimes(TimeSpan Decode, TimeSpan Queue, TimeSpan Inference)
{
    /// <summary>Of batches together.</summary>
    public static PredictionTimes Of(IEnumerable<PredictionTimes> batches) => batches.Aggregate(default(PredictionTimes), (sum, batch) =>
        new(sum.Decode + batch.Decode, batch.Queue > sum.Queue ? batch.Queue : sum.Queue, sum.Inference + batch.Inference));
}

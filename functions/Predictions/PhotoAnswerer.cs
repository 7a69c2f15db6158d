using PhotoScore.Core.Deduplication;

namespace PhotoScore.Functions.Predictions;

/// <summary>Answers photos with whatever else a request wants of them.</summary>
internal sealed class PhotoAnswerer(Predictor predictor, Explainer explainer, NeighbourFinder neighbours, KnownDuplicateFinder duplicates)
{
    /// <summary>Answers every photo, in their order; a photo that can't be decoded gets an error.</summary>
    /// <param name="model">Held by the caller.</param>
    /// <param name="photos">Files, or faults that are passed through.</param>
    /// <param name="extras">What is wanted besides classes.</param>
    /// <param name="cancellation">Ends the work between batches.</param>
    /// <exception cref="RefusedRequestException">The version can't give what is wanted.</exception>
    /// <exception cref="QueueFullException">Too many photos wait already.</exception>
    public async Task<(IReadOnlyList<Prediction> Predictions, PredictionTimes Times)> AnswerAsync(
        LoadedModel model, IReadOnlyList<PhotoInput> photos, PredictionExtras extras, CancellationToken cancellation)
    {
        if (extras == PredictionExtras.None)
            return await predictor.PredictAsync(model, photos, cancellation);

        if (extras.Explain)
            explainer.Check(model, photos.Count);
        var index = extras.Neighbours is null ? null : await neighbours.OfAsync(model, cancellation);
        var known = extras.KnownDuplicates ? await duplicates.OfAsync(model, cancellation) : null;
        var hashes = new ulong[photos.Count];
        var wants = new PredictionWants
        {
            Embedding = index is not null,
            Prepared = extras.Explain,
            Decoded = known is null ? null : (photo, decoded) => hashes[photo] = DHash.Of(decoded.Pixels).Bits,
        };
        using var predicted = await predictor.PredictAsync(model, photos, wants, cancellation);

        var answers = new Prediction[photos.Count];
        foreach (var (i, photo) in predicted.Photos.Index())
        {
            if (photo.Output is not { } output)
            {
                answers[i] = new() { Error = photo.Error };
                continue;
            }
            var answer = Prediction.Of(model.Manifest, output.Probabilities.Span);
            var label = model.Manifest.Classes.Index().First(pair => pair.Item == answer.Class).Index;
            answers[i] = answer with
            {
                Explanation = extras.Explain ? await explainer.ExplainAsync(model, photo.Prepared!, output.Probabilities, label, cancellation) : null,
                Neighbours = index is null ? null : NeighbourFinder.Nearest(index, model.Manifest, output.Embedding!.Value.Span, extras.Neighbours!.Value),
                KnownDuplicate = known is null ? null : KnownDuplicateFinder.Find(known, model.Manifest, hashes[i], answer.Class!),
            };
        }
        return (answers, predicted.Times);
    }
}

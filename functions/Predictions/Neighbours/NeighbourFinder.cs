using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Models;
using PhotoScore.Core.Models.Neighbours;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Predictions;

/// <summary>Finds the training photos that a version sees as nearest to a photo, among those whose embeddings it published.</summary>
internal sealed class NeighbourFinder
{
    private readonly PhotoStorage _storage;
    private readonly ModelCompanions<EmbeddingIndex> _indexes;

    public NeighbourFinder(PhotoStorage storage, PredictionLimits limits) => (_storage, _indexes) = (storage, new(limits.MaxCompanions, LoadAsync));

    /// <summary>Versions whose embeddings are in memory.</summary>
    public int Loaded => _indexes.Count;

    /// <summary>The version's embeddings.</summary>
    /// <param name="model">Held by the caller.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="RefusedRequestException">The version published none.</exception>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public Task<EmbeddingIndex> OfAsync(LoadedModel model, CancellationToken cancellation) => _indexes.OfAsync(model, cancellation);

    /// <summary>The nearest photos as the answer names them.</summary>
    public static IReadOnlyList<Neighbour> Nearest(EmbeddingIndex index, ModelManifest model, ReadOnlySpan<float> embedding, int count) =>
        [.. index.Nearest(embedding, count).Select(near => new Neighbour(near.Key, model.Classes[near.Label], near.Distance, PhotoLinks.Of(model.Dataset, near.Key)))];

    private async Task<EmbeddingIndex> LoadAsync(LoadedModel model)
    {
        var manifest = model.Manifest;
        var paths = new ModelPaths(manifest.Model, manifest.Version);
        try
        {
            await using var table = await _storage.Models.GetBlobClient(paths.Embeddings).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false));
            return await EmbeddingIndex.LoadAsync(EmbeddingsTable.ReadAsync(table), manifest.EmbeddingLength);
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status404NotFound)
        {
            throw new RefusedRequestException(StatusCodes.Status409Conflict, "Not possible now",
                $"{manifest.Model} {manifest.Version} was published without embeddings of its training photos. Train it again, or leave neighbours out.");
        }
    }
}

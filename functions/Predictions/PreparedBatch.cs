using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Predictions;

/// <summary>A photo that could be decoded.</summary>
/// <param name="Place">Its place in the batch.</param>
/// <param name="Pixels">The network's input.</param>
/// <param name="Original">Columns and rows of the upright photo.</param>
internal sealed record PreparedPhoto(int Place, Pixels Pixels, (int Width, int Height) Original);

/// <summary>Photos that wait for the network; disposing gives back those pixels that nobody wants to keep.</summary>
/// <param name="batch">What was asked.</param>
/// <param name="photos">One for each; those that could not be decoded have their errors already.</param>
/// <param name="prepared">Those that could.</param>
/// <param name="decode">How long that took.</param>
internal sealed class PreparedBatch(PhotoBatch batch, PredictedPhoto[] photos, List<PreparedPhoto> prepared, TimeSpan decode) : IDisposable
{
    private bool _kept;

    /// <summary>Called for each photo that got an answer.</summary>
    public delegate void Observer(LoadedModel model, PredictionOutput output, byte[]? file, Pixels prepared, (int Width, int Height)? original);

    /// <summary>The network's inputs; empty when no photo could be decoded.</summary>
    public IReadOnlyList<Pixels> Pixels { get; } = prepared.ConvertAll(photo => photo.Pixels);

    /// <summary>Puts outputs and photos together.</summary>
    /// <param name="outputs">One for each of <see cref="Pixels"/>.</param>
    /// <param name="queued">How long the photos waited.</param>
    /// <param name="inference">How long the network took.</param>
    /// <param name="observe">Sees each output.</param>
    public PredictedPhotos Answered(IReadOnlyList<PredictionOutput> outputs, TimeSpan queued, TimeSpan inference, Observer observe)
    {
        foreach (var (i, photo) in prepared.Index())
        {
            observe(batch.Model, outputs[i], batch.Photos[photo.Place].File, photo.Pixels, photo.Original);
            photos[photo.Place] = new(outputs[i], batch.Wants.Prepared ? photo.Pixels : null);
        }
        _kept = batch.Wants.Prepared;
        return new(photos, new(decode, queued, inference));
    }

    public void Dispose()
    {
        if (!_kept)
            prepared.ForEach(photo => photo.Pixels.Dispose());
    }
}

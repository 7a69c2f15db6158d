namespace PhotoScore.Trainer.Weights;

/// <summary>A file of weights on this machine's disk.</summary>
/// <param name="From">Where it came from, for people.</param>
/// <param name="Sha256">Lowercase hex.</param>
/// <param name="Content">It, seekable; held open, so that another process that clears the cache does not take it away.</param>
internal sealed record FetchedWeights(string From, string Sha256, Stream Content) : IDisposable
{
    public void Dispose() => Content.Dispose();
}

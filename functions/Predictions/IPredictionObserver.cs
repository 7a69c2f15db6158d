using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Predictions;

/// <summary>Sees every answer, a shadow's included. Called where photos are answered: it must be quick, hold a bounded amount and never throw.</summary>
internal interface IPredictionObserver
{
    /// <summary>Whether it looks at embeddings, which are then given for every photo.</summary>
    bool WantsEmbedding { get; }

    /// <summary>A photo was answered.</summary>
    /// <param name="model">Which version answered; held by the caller, for the time of this call.</param>
    /// <param name="output">What it gave.</param>
    /// <param name="prepared">The network's input; it is gone after this call.</param>
    /// <param name="original">Columns and rows of the upright photo as it was sent; null when a tensor was sent.</param>
    void Observe(LoadedModel model, PredictionOutput output, Pixels prepared, (int Width, int Height)? original);
}

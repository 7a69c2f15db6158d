namespace PhotoScore.Trainer.Architectures;

/// <summary>How an architecture learns.</summary>
public enum TrainingMethod
{
    /// <summary>Step by step down the gradient of a loss, epoch after epoch.</summary>
    Gradient,

    /// <summary>Every photo is embedded once by a frozen trunk; then a head is fitted to the embeddings.</summary>
    Features,

    /// <summary>By gradients too, from pairs of photos of which one is the better one.</summary>
    Ranking,

    /// <summary>As <see cref="Features"/>, from photos of one class only: what looks otherwise is another.</summary>
    OneClass,
}

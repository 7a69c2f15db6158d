namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>Layers were put together that do not fit; the message names the layer and both shapes.</summary>
public sealed class ShapeException(string message) : Exception(message);

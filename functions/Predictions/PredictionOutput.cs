namespace PhotoScore.Functions.Predictions;

/// <summary>What a network gave for one photo, out of one run.</summary>
/// <param name="Probabilities">One for each class, in the order of the manifest.</param>
/// <param name="Embedding">As many numbers as the manifest says, not normalised; null when nobody asked for them.</param>
internal readonly record struct PredictionOutput(ReadOnlyMemory<float> Probabilities, ReadOnlyMemory<float>? Embedding = null);

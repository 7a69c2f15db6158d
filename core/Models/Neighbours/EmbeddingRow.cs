namespace PhotoScore.Core.Models.Neighbours;

/// <summary>A photo of the train split as the published network sees it.</summary>
/// <param name="Key">The photo's key in the dataset.</param>
/// <param name="Label">Its class, by the model's order.</param>
/// <param name="Embedding">Of length 1; all zero where the network's own was.</param>
public sealed record EmbeddingRow(string Key, int Label, Half[] Embedding);

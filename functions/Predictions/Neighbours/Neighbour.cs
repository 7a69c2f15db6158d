using PhotoScore.Core.Models;

namespace PhotoScore.Functions.Predictions;

/// <summary>A training photo near to the one that was sent.</summary>
/// <param name="Key">Its key in the dataset.</param>
/// <param name="Label">Its class.</param>
/// <param name="Distance">1 - cosine of both embeddings: 0 for photos that the network can't tell apart, up to 2.</param>
/// <param name="Photo">Where it can be had.</param>
internal sealed record Neighbour(string Key, string Label, double Distance, string Photo);

/// <summary>Where training photos can be had.</summary>
internal static class PhotoLinks
{
    public static string Of(ModelDataset dataset, string key) => $"/api/datasets/{dataset.Dataset}/{dataset.Version}/photos/{key}";
}

using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.OneClass;

/// <summary>
/// The squared distance to the k-th nearest known photo (Ramaswamy, Rastogi, Shim 2000), in standardised features and a feature on average.
/// </summary>
internal sealed class NearestNeighbours(int neighbours, int seed) : INoveltyLearner
{
    /// <summary>All known photos lie in the served model, and each is compared with: beyond so many, chance chooses.</summary>
    public const int MostRows = 4096;

    public INovelty Fit(FeatureMatrix features, CancellationToken cancellation)
    {
        var standardization = Standardization.Of(features);
        int[] rows = [.. EpochOrder.Shuffled(features.Rows, seed, epoch: 0).Take(MostRows).Order()];
        return new Fitted(standardization, standardization.Apply(features.Take(rows)), Math.Min(neighbours, rows.Length));
    }

    private sealed class Fitted(Standardization standardization, FeatureMatrix known, int k) : INovelty
    {
        public double Score(ReadOnlySpan<float> features)
        {
            var x = standardization.Apply(new FeatureMatrix(features.ToArray(), known.Columns))[0];
            var nearest = new PriorityQueue<double, double>(k + 1);
            for (var row = 0; row < known.Rows; row++)
            {
                var distance = Vectors.SquaredDistance(known[row], x);
                // The farthest of the nearest comes out first.
                if (nearest.Count < k)
                    nearest.Enqueue(distance, -distance);
                else
                    nearest.EnqueueDequeue(distance, -distance);
            }

            return -nearest.Peek() / known.Columns;
        }

        public (Func<LayerGraphBuilder, LayerNode, LayerNode> Layers, IReadOnlyDictionary<string, float[]> Tensors) Head(double factor, double offset) => (
            (graph, input) =>
            {
                var x = graph.Add("standardize", new Standardize(known.Columns), input);
                var distance = graph.Add("distance", new KthSmallest(k), graph.Add("distances", new SquaredDistances(known.Columns, known.Rows), x));
                return graph.Add("logits", new PreciseDense(1), distance);
            },
            new Dictionary<string, float[]>(StandardizedLayers.Tensors(standardization))
            {
                ["distances.rows"] = known.Values,
                ["logits.weight"] = [(float)(-factor / known.Columns)],
                ["logits.bias"] = [(float)offset],
            });
    }
}

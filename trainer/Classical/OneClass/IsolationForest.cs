using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Classical.Forests;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.OneClass;

/// <summary>
/// How many random questions it takes to tell a photo from a sample of 256, on average over trees (Liu, Ting, Zhou 2008). The paper's score is 2^(-mean / c(256));
/// the mean itself is of the same order.
/// </summary>
internal sealed class IsolationForest(int trees, int seed) : INoveltyLearner
{
    /// <summary>As in the paper.</summary>
    public const int Trees = 100;

    private const int Sample = 256;
    private const ulong Purpose = 0x150FA7;

    public INovelty Fit(FeatureMatrix features, CancellationToken cancellation)
    {
        var forest = new Tree[trees];
        Parallel.For(0, trees, new ParallelOptions { CancellationToken = cancellation }, number =>
        {
            var random = new CounterRandom(unchecked((ulong)seed), (ulong)number, Purpose);
            var rows = Enumerable.Range(0, features.Rows).ToArray();
            var size = Math.Min(Sample, rows.Length);
            for (var i = 0; i < size; i++)
            {
                var drawn = i + random.Below(rows.Length - i);
                (rows[i], rows[drawn]) = (rows[drawn], rows[i]);
            }

            forest[number] = Grow(features, rows.AsSpan(0, size), ref random);
        });
        return new Fitted(forest, features.Columns);
    }

    /// <summary>The mean depth of an unsuccessful search in a binary search tree of n entries: what a leaf with n photos would still take.</summary>
    public static double MeanDepth(int n) => n switch
    {
        <= 1 => 0,
        2 => 1,
        _ => (2 * (Math.Log(n - 1) + 0.57721566490153286)) - (2 * (n - 1.0) / n),
    };

    private static Tree Grow(FeatureMatrix features, Span<int> rows, ref CounterRandom random)
    {
        var tree = new Tree(outputs: 1);
        var deepest = (int)Math.Ceiling(Math.Log2(Math.Max(2, rows.Length)));
        var open = new Stack<(int Start, int End, int Depth, int Parent, bool Below)>([(0, rows.Length, 0, -1, false)]);
        while (open.TryPop(out var part))
        {
            var photos = rows[part.Start..part.End];
            var node = tree.Add([(float)(part.Depth + MeanDepth(photos.Length))]);
            if (part.Parent >= 0)
                tree.Link(part.Parent, part.Below, node);
            if (part.Depth == deepest || photos.Length < 2 || Question(features, photos, ref random) is not var (feature, threshold))
                continue;

            tree.Ask(node, feature, threshold);
            var middle = part.Start;
            for (var i = part.Start; i < part.End; i++)
            {
                if (features[rows[i]][feature] > threshold)
                    continue;
                (rows[middle], rows[i]) = (rows[i], rows[middle]);
                middle++;
            }

            open.Push((middle, part.End, part.Depth + 1, node, false));
            open.Push((part.Start, middle, part.Depth + 1, node, true));
        }

        return tree;
    }

    // A threshold between the smallest and the largest value of a feature drawn by chance; of the next one in line where that feature is the same for all.
    private static (int Feature, float Threshold)? Question(FeatureMatrix features, ReadOnlySpan<int> photos, ref CounterRandom random)
    {
        var first = random.Below(features.Columns);
        for (var tried = 0; tried < features.Columns; tried++)
        {
            var feature = (first + tried) % features.Columns;
            var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
            foreach (var photo in photos)
                (low, high) = (Math.Min(low, features[photo][feature]), Math.Max(high, features[photo][feature]));
            if (low < high)
                return (feature, Math.Min((float)random.Between(low, high), MathF.BitDecrement(high)));
        }

        return null;
    }

    private sealed class Fitted(IReadOnlyList<Tree> forest, int columns) : INovelty
    {
        public double Score(ReadOnlySpan<float> features)
        {
            var sum = 0.0;
            foreach (var tree in forest)
                sum += tree[features][0];
            return sum / forest.Count;
        }

        public (Func<LayerGraphBuilder, LayerNode, LayerNode> Layers, IReadOnlyDictionary<string, float[]> Tensors) Head(double factor, double offset)
        {
            var layer = TreeTensors.Layer(forest, columns, outputs: 1, classifies: false);
            return (
                (graph, input) => graph.Add("logits", new Dense(1, 1), graph.Add("forest", layer, input)),
                new Dictionary<string, float[]>(TreeTensors.Of(forest).Select(tensor => KeyValuePair.Create($"forest.{tensor.Name}", tensor.Values)))
                {
                    ["logits.weight"] = [(float)factor],
                    ["logits.bias"] = [(float)offset],
                });
        }
    }
}

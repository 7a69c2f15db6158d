using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.OneClass;

/// <summary>
/// The side of a plane on which most photos lie, in the space of a kernel. The value is divided by ν n, so that it does not grow with the number of
/// photos. The linear kernel sees features that are scaled but not centred, since it separates them from the origin.
/// </summary>
internal sealed class OneClassSvm(bool linear, double nu, double? gamma) : INoveltyLearner
{
    /// <summary>The share of photos that may lie outside.</summary>
    public const double Nu = 0.1;

    public INovelty Fit(FeatureMatrix features, CancellationToken cancellation)
    {
        var moments = Standardization.Of(features);
        var standardization = linear ? moments with { Mean = new double[features.Columns] } : moments;
        var rows = standardization.Apply(features);
        var width = gamma ?? 1.0 / features.Columns;
        var solver = new OneClassSolver(rows.Rows, linear ? row => Products(rows, row) : row => Similarities(rows, row, width));
        var (alpha, rho) = solver.Solve(nu, cancellation);
        int[] support = [.. Enumerable.Range(0, rows.Rows).Where(row => alpha[row] > 0)];
        var total = nu * rows.Rows;
        return new Fitted(standardization, rows.Take(support), [.. support.Select(row => alpha[row] / total)], rho / total, linear ? null : width);
    }

    private static float[] Products(FeatureMatrix rows, int row) =>
        [.. Enumerable.Range(0, rows.Rows).Select(other => (float)(Vectors.Dot(rows[row], rows[other]) / rows.Columns))];

    private static float[] Similarities(FeatureMatrix rows, int row, double gamma) =>
        [.. Enumerable.Range(0, rows.Rows).Select(other => (float)Math.Exp(-gamma * Vectors.SquaredDistance(rows[row], rows[other])))];

    private sealed class Fitted(Standardization standardization, FeatureMatrix support, double[] shares, double rho, double? gamma) : INovelty
    {
        public double Score(ReadOnlySpan<float> features)
        {
            var x = standardization.Apply(new FeatureMatrix(features.ToArray(), support.Columns))[0];
            var sum = -rho;
            for (var row = 0; row < support.Rows; row++)
            {
                sum += shares[row] * (gamma is { } width
                    ? Math.Exp(-width * Vectors.SquaredDistance(support[row], x))
                    : Vectors.Dot(support[row], x) / support.Columns);
            }

            return sum;
        }

        public (Func<LayerGraphBuilder, LayerNode, LayerNode> Layers, IReadOnlyDictionary<string, float[]> Tensors) Head(double factor, double offset)
        {
            var bias = (float)(offset - (factor * rho));
            return gamma is { } width ? RadialHead(width, factor, bias) : LinearHead(factor, bias);
        }

        private (Func<LayerGraphBuilder, LayerNode, LayerNode>, IReadOnlyDictionary<string, float[]>) RadialHead(double width, double factor, float bias) => (
            (graph, input) =>
            {
                var x = graph.Add("standardize", new Standardize(support.Columns), input);
                var similar = graph.Add("similar", new RadialBasis((float)width), graph.Add("distances", new SquaredDistances(support.Columns, support.Rows), x));
                return graph.Add("logits", new PreciseDense(support.Rows), similar);
            },
            new Dictionary<string, float[]>(StandardizedLayers.Tensors(standardization))
            {
                ["distances.rows"] = support.Values,
                ["logits.weight"] = [.. shares.Select(share => (float)(factor * share))],
                ["logits.bias"] = [bias],
            });

        private (Func<LayerGraphBuilder, LayerNode, LayerNode>, IReadOnlyDictionary<string, float[]>) LinearHead(double factor, float bias)
        {
            var weights = new double[support.Columns];
            for (var row = 0; row < support.Rows; row++)
                Vectors.AddScaled(weights, factor * shares[row] / support.Columns, support[row]);
            return (
                (graph, input) => graph.Add("logits", new Dense(support.Columns, 1), input),
                new Dictionary<string, float[]>
                {
                    ["logits.weight"] = [.. weights.Zip(standardization.Deviation, (weight, deviation) => (float)(weight / deviation))],
                    ["logits.bias"] = [bias],
                });
        }
    }
}

using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Classical.Forests;

namespace PhotoScore.Trainer.Classical.Heads;

/// <summary>A random forest.</summary>
internal sealed class ForestHead(ClassifierSettings settings, int seed) : IHeadFitter
{
    /// <summary>As many as the likes study grew.</summary>
    public const int Trees = 500;

    public FittedHead Fit(LabelledFeatures data, Action<string> log, CancellationToken cancellation)
    {
        var (count, grown) = (settings.Trees ?? Trees, 0);
        var forest = RandomForest.Grow(new ForestData(data.Rows, data.RowLabels, data.Classes, data.ClassWeights), count, seed, Grown, cancellation);
        log($"{count:N0} trees of {forest.Average(tree => tree.Nodes):F0} nodes on average.");
        var layer = TreeTensors.Layer(forest, data.Rows.Columns, data.Classes, classifies: true);
        return new FittedHead(
            settings with { Trees = count },
            (graph, input) => graph.Add("logits", new LogOdds(data.Classes), graph.Add("forest", layer, input)),
            TreeTensors.Of(forest).ToDictionary(tensor => $"forest.{tensor.Name}", tensor => tensor.Values));

        void Grown()
        {
            var now = Interlocked.Increment(ref grown);
            if (now % 100 == 0 && now < count)
                log($"Grew {now:N0} of {count:N0} trees.");
        }
    }
}

using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Optimization;

/// <summary>Which layers learn in which epoch.</summary>
/// <param name="steps">More layers from an epoch on; one for the first epoch says what a training begins with.</param>
/// <param name="architecture">Says it otherwise.</param>
internal sealed class Unfreezing(IReadOnlyList<UnfreezeStep> steps, Architecture architecture)
{
    /// <summary>The first layer that learns in an epoch; null for all.</summary>
    public string? From(int epoch) => steps.LastOrDefault(step => step.Epoch <= epoch)?.From ?? architecture.TrainableFrom;

    /// <summary>The first layer that learns in the end; null for all.</summary>
    public string? Widest => From(int.MaxValue);

    /// <summary>Refuses steps that would freeze what has learned, or that name no layer.</summary>
    /// <exception cref="InvalidOperationException">There is such a step; the message says what to change.</exception>
    public void Check(LayerGraph graph)
    {
        var learning = Learning(graph, From(1));
        foreach (var step in steps.Where(step => step.Epoch > 1))
        {
            var more = Learning(graph, step.From);
            if (more <= learning)
                throw new InvalidOperationException($"unfreeze: in epoch {step.Epoch} layer '{step.From}' learns already. Name an earlier layer, or say with epoch 1 which layers learn at first.");
            learning = more;
        }
    }

    private static int Learning(LayerGraph graph, string? from)
    {
        try
        {
            return graph.From(from).Count();
        }
        catch (ArgumentException e)
        {
            throw new InvalidOperationException($"unfreeze: {e.Message}", e);
        }
    }
}

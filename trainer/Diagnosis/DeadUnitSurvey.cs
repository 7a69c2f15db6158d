using PhotoScore.Trainer.Architectures.Layers;
using TorchSharp;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>Watches the rectifiers of a network and counts the units that never fire.</summary>
internal sealed class DeadUnitSurvey
{
    private readonly Dictionary<string, bool[]> _fired = [];

    /// <summary>In the order of the layers.</summary>
    public IReadOnlyList<DeadUnitCount> Counts => [.. _fired.Select(layer => new DeadUnitCount(layer.Key, layer.Value.Length, layer.Value.Count(fired => !fired)))];

    /// <summary>Looks at what a layer made of a batch.</summary>
    public void See(LayerNode node, torch.Tensor values)
    {
        if (node.Layer is not (Relu or Relu6))
            return;
        using var scope = torch.NewDisposeScope();
        var dimensions = Enumerable.Range(0, values.shape.Length).Where(dimension => dimension != 1).Select(dimension => (long)dimension).ToArray();
        var fired = values.amax(dimensions).gt(0).cpu().data<bool>().ToArray();
        if (!_fired.TryGetValue(node.Name, out var known))
            _fired[node.Name] = fired;
        else
            _fired[node.Name] = [.. known.Zip(fired, (before, now) => before || now)];
    }
}

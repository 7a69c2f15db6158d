using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using TorchSharp;

namespace PhotoScore.Trainer.Reporting.Explaining;

/// <summary>
/// Grad-CAM (Selvaraju et al. 2017) and the input gradient (Simonyan, Vedaldi, Zisserman 2014), from one pass forward and one back.
/// </summary>
internal static class GradCam
{
    /// <summary>
    /// The layer whose maps are weighed: the last convolution, together with the norm, rectifier and shortcut behind it that keep its shape. Null where the
    /// network has none.
    /// </summary>
    public static LayerNode? Target(LayerGraph graph)
    {
        var convolution = graph.Nodes.LastOrDefault(node => node is { Layer: Conv, Shape: Shape.Planes { Height: > 1 } or Shape.Planes { Width: > 1 } });
        return convolution is null ? null : graph.Nodes.SkipWhile(node => node != convolution).TakeWhile(node => node.Shape == convolution.Shape).Last();
    }

    /// <param name="network">The network.</param>
    /// <param name="pixels">uint8 [1, H, W, 3].</param>
    /// <param name="label">The class whose evidence is looked for.</param>
    /// <returns>Null where no gradient reaches the convolutions from the classifier, as behind trees.</returns>
    public static ExplainedPhoto? Of(Network network, torch.Tensor pixels, int label)
    {
        if (Target(network.Graph) is not { } target)
            return null;
        using var scope = torch.NewDisposeScope();
        var photo = network.Graph.Nodes.First(node => node.Layer is Normalize);
        var outputs = network.Inspect(pixels.to(network.Device), [network.Graph.Logits, target, photo], tracked: true, seen: (node, values) =>
        {
            // The first float of the network, and so a leaf: from here on gradients are kept, frozen layers or not.
            if (node == photo)
                values.requires_grad = true;
        });
        var (logits, maps, planes) = (outputs[0], outputs[1], outputs[2]);
        if (!logits.requires_grad || !maps.requires_grad)
            return null;

        // One number for two classes speaks for the second, and against the first.
        var score = logits.shape[1] == 1 ? (label == 1 ? logits : -logits).sum() : logits.select(1, label).sum();
        var gradients = torch.autograd.grad([score], [maps, planes], allow_unused: true);
        if (gradients[0] is not { IsInvalid: false } ofMaps || gradients[1] is not { IsInvalid: false } ofPlanes)
            return null;
        using var untracked = torch.no_grad();
        var (height, width) = (planes.shape[2], planes.shape[3]);
        var weights = ofMaps.mean([2, 3], keepdim: true);
        var evidence = (weights * maps).sum(1, keepdim: true).relu();
        var large = torch.nn.functional.interpolate(evidence, [height, width], mode: torch.InterpolationMode.Bilinear, align_corners: false);
        return new ExplainedPhoto(Unit(large, quantile: 1), Unit(ofPlanes.abs().amax([1]), quantile: 0.99), "gradCam");
    }

    // One bright pixel would leave the rest of a gradient black, so the brightest hundredth is cut.
    private static float[] Unit(torch.Tensor map, double quantile)
    {
        var values = map.flatten().cpu().to(torch.float32).data<float>().ToArray();
        var sorted = values.Order().ToArray();
        var largest = sorted[(int)((sorted.Length - 1) * quantile)];
        return largest > 0 ? [.. values.Select(value => Math.Clamp(value / largest, 0, 1))] : values;
    }
}

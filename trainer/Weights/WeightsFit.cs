using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Weights;

/// <summary>
/// Which of a file's tensors go where in a network. Names are torchvision's in both. A new classifier is the one difference that is meant: the
/// dense layers behind the last one that the file knows keep their random numbers, and the file's own classifier is not taken, unless it
/// has just as many classes.
/// </summary>
/// <param name="Taken">The network's name for a tensor, and the file's.</param>
/// <param name="LeftAtRandom">The network's tensors that the file has nothing for.</param>
/// <param name="NotTaken">The file's tensors of its own classifier.</param>
internal sealed record WeightsFit(IReadOnlyDictionary<string, string> Taken, IReadOnlyList<string> LeftAtRandom, IReadOnlyList<string> NotTaken)
{
    private const int MostFaults = 500;

    // Counts batches since the beginning, for a mean that nobody uses.
    private const string BatchCount = "num_batches_tracked";

    // What torchvision calls the layer of its ImageNet classes, and what we do.
    private static readonly string[] Classifiers = ["fc", "classifier", "logits", "head", "heads"];

    /// <summary>Fits a file to a network.</summary>
    /// <exception cref="InvalidDataException">It does not fit; the message names every tensor that is missing, unexpected or of another shape.</exception>
    public static WeightsFit Of(LayerGraph graph, IReadOnlyDictionary<string, StoredTensor> file, string architecture)
    {
        var wanted = graph.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Spec);
        var offered = file.Where(pair => !pair.Key.EndsWith($".{BatchCount}", StringComparison.Ordinal)).ToDictionary();
        var head = Head(graph, offered);
        var classifier = offered.Keys.Where(name => !wanted.ContainsKey(name) && IsClassifier(name)).Order(StringComparer.Ordinal).ToArray();

        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var (name, spec) in wanted)
        {
            if (offered.TryGetValue(name, out var same) && Fits(same, spec))
                taken.Add(name, name);
            else if (same is not null && !head.Contains(name))
                faults.Add($"{name} is {Describe(same)} instead of [{string.Join(", ", spec.Dimensions)}].");
            else if (same is null && SameClassifier(graph, name, spec, classifier, offered) is { } other)
                taken.Add(name, other);
            else if (same is null && !head.Contains(name))
                faults.Add($"{name} [{string.Join(", ", spec.Dimensions)}] is missing.");
        }

        var rest = offered.Keys.Where(name => !taken.ContainsValue(name)).Order(StringComparer.Ordinal).ToArray();
        faults.AddRange(rest.Where(name => !wanted.ContainsKey(name) && !classifier.Contains(name)).Select(name => $"{name} {offered[name]} is unexpected."));
        Refuse(faults, architecture);
        return new WeightsFit(taken, [.. wanted.Keys.Where(name => !taken.ContainsKey(name))], rest);
    }

    /// <summary>The tensors of the dense layers that come after every layer of which the file has a tensor, and of the last layer in any case.</summary>
    private static HashSet<string> Head(LayerGraph graph, Dictionary<string, StoredTensor> offered)
    {
        var layers = graph.Nodes.Where(node => node.Layer.Parameters.Count > 0).ToArray();
        var known = Array.FindLastIndex(layers, node => node != graph.Logits && node.Layer.Parameters.Any(spec => offered.ContainsKey($"{node.Name}.{spec.Name}")));
        var behind = layers[(known + 1)..].Where(_ => known >= 0).Where(node => node.Layer is Dense).Append(graph.Logits);
        return [.. behind.SelectMany(node => node.Layer.Parameters.Select(spec => $"{node.Name}.{spec.Name}"))];
    }

    private static bool IsClassifier(string name) => name.LastIndexOf('.') is > 0 and var end && Classifiers.Contains(name[..end].Split('.')[0]);

    /// <summary>The file's classifier's tensor for one of ours, when it has as many classes and sees as much.</summary>
    private static string? SameClassifier(
        LayerGraph graph, string name, ParameterSpec spec, string[] classifier, Dictionary<string, StoredTensor> offered)
    {
        if (name != $"{graph.Logits.Name}.{spec.Name}")
            return null;
        var last = classifier.Select(found => found[..found.LastIndexOf('.')]).Distinct().ToArray();
        return last is [var layer] && offered.TryGetValue($"{layer}.{spec.Name}", out var other) && Fits(other, spec) ? $"{layer}.{spec.Name}" : null;
    }

    // SqueezeNet's classifier is a convolution of one pixel: a dense layer with two dimensions more.
    private static bool Fits(StoredTensor tensor, ParameterSpec spec) =>
        tensor.IsFloating
        && tensor.Shape.Count >= spec.Dimensions.Count
        && tensor.Shape.Take(spec.Dimensions.Count).SequenceEqual(spec.Dimensions)
        && tensor.Shape.Skip(spec.Dimensions.Count).All(size => size == 1);

    private static string Describe(StoredTensor tensor) => tensor.IsFloating ? $"{tensor}" : $"{tensor} of whole numbers ({tensor.Type})";

    private static void Refuse(List<string> faults, string architecture)
    {
        if (faults.Count == 0)
            return;
        var shown = string.Join(" ", faults.Take(MostFaults)) + (faults.Count > MostFaults ? $" And {faults.Count - MostFaults} more." : "");
        throw new InvalidDataException($"The weights do not fit {architecture}: {shown}");
    }
}

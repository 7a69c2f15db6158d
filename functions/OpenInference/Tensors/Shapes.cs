namespace PhotoScore.Functions.OpenInference.Tensors;

/// <summary>Arithmetic and words of shapes.</summary>
internal static class Shapes
{
    /// <summary>The number of elements; null when it exceeds what any tensor here can have.</summary>
    public static long? Elements(IReadOnlyList<long> shape)
    {
        long elements = 1;
        foreach (var size in shape)
        {
            // A zero further on would bring a product that ran over back to nothing, so it is looked for at the end only.
            if (size > 0 && elements > int.MaxValue / size)
                return shape.Contains(0) ? 0 : null;
            elements *= size;
        }
        return elements;
    }

    /// <summary>Whether a tensor of this shape is what a model takes; -1 there allows any size from 1.</summary>
    public static bool Fit(IReadOnlyList<long> shape, IReadOnlyList<long> taken)
    {
        if (shape.Count != taken.Count)
            return false;
        for (var i = 0; i < shape.Count; i++)
        {
            if (taken[i] < 0 ? shape[i] < 1 : shape[i] != taken[i])
                return false;
        }
        return true;
    }

    /// <summary><c>[2, 224, 224, 3]</c></summary>
    public static string Text(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}

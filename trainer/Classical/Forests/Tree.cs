namespace PhotoScore.Trainer.Classical.Forests;

/// <summary>A decision tree as lists: each node's question, children and, at a leaf, what it says. The root is node 0.</summary>
internal sealed class Tree(int outputs)
{
    private readonly List<int> _feature = [];
    private readonly List<float> _threshold = [];
    private readonly List<int> _below = [];
    private readonly List<int> _above = [];
    private readonly List<float> _value = [];

    public int Nodes => _feature.Count;

    /// <summary>Negative at a leaf.</summary>
    public IReadOnlyList<int> Feature => _feature;

    /// <summary>What is at most this goes below.</summary>
    public IReadOnlyList<float> Threshold => _threshold;

    public IReadOnlyList<int> Below => _below;

    public IReadOnlyList<int> Above => _above;

    /// <summary>One number an output, node after node; zeros where there is a question.</summary>
    public IReadOnlyList<float> Value => _value;

    /// <summary>Adds a leaf, or what becomes a question later.</summary>
    public int Add(ReadOnlySpan<float> said)
    {
        _feature.Add(-1);
        _threshold.Add(0);
        _below.Add(0);
        _above.Add(0);
        _value.AddRange(said);
        return Nodes - 1;
    }

    public void Ask(int node, int feature, float threshold)
    {
        (_feature[node], _threshold[node]) = (feature, threshold);
        for (var output = 0; output < outputs; output++)
            _value[(node * outputs) + output] = 0;
    }

    public void Link(int node, bool below, int child)
    {
        if (below)
            _below[node] = child;
        else
            _above[node] = child;
    }

    /// <summary>What the leaf says that a photo comes to.</summary>
    public ReadOnlySpan<float> this[ReadOnlySpan<float> x]
    {
        get
        {
            var node = 0;
            while (_feature[node] >= 0)
                node = x[_feature[node]] <= _threshold[node] ? _below[node] : _above[node];
            return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_value).Slice(node * outputs, outputs);
        }
    }
}

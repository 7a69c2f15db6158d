namespace PhotoScore.Trainer.Weights.Pickles;

/// <summary>A dictionary of a pickle, <c>dict</c> or <c>OrderedDict</c>. Only what has a text for a key is kept: nothing else leads to weights.</summary>
internal sealed class PickleDictionary
{
    private readonly Dictionary<string, object?> _items = new(StringComparer.Ordinal);

    /// <summary>What is kept, in the order in which it came.</summary>
    public IReadOnlyDictionary<string, object?> Items => _items;

    public void Set(object? key, object? value)
    {
        if (key is string name)
            _items[name] = value;
    }

    /// <summary>Sets key, value, key, value …</summary>
    public void SetAll(ReadOnlySpan<object?> pairs)
    {
        if (pairs.Length % 2 != 0)
            throw new InvalidDataException("The pickle is broken: a dictionary has a key without a value.");
        for (var i = 0; i < pairs.Length; i += 2)
            Set(pairs[i], pairs[i + 1]);
    }
}

namespace PhotoScore.Trainer.Weights.Pickles;

/// <summary>The stack, marks and memo of a pickle that is read.</summary>
internal sealed class PickleStack
{
    private static readonly object Mark = new();

    private readonly List<object?> _items = [];
    private readonly Dictionary<long, object?> _memo = [];

    public void Push(object? value) => _items.Add(value);

    public void PushMark() => _items.Add(Mark);

    public object? Pop()
    {
        var value = Top();
        _items.RemoveAt(_items.Count - 1);
        return value;
    }

    /// <summary>Takes one thing off, a mark too.</summary>
    public void Drop()
    {
        if (_items.Count == 0)
            throw Empty();
        _items.RemoveAt(_items.Count - 1);
    }

    public object? Top() => _items.Count > 0 && !ReferenceEquals(_items[^1], Mark) ? _items[^1] : throw Empty();

    /// <summary>What was pushed since the last mark, which goes too.</summary>
    public object?[] PopToMark()
    {
        var mark = _items.FindLastIndex(item => ReferenceEquals(item, Mark));
        if (mark < 0)
            throw Empty();
        var taken = _items.GetRange(mark + 1, _items.Count - mark - 1).ToArray();
        _items.RemoveRange(mark, _items.Count - mark);
        return taken;
    }

    public T Pop<T>(string what) => Pop() is T value ? value : throw new InvalidDataException($"The pickle is broken: it has no {what} where one belongs.");

    public T Top<T>(string what) => Top() is T value ? value : throw new InvalidDataException($"The pickle is broken: it has no {what} where one belongs.");

    public void Remember(long number) => _memo[number] = Top();

    public void RememberNext() => Remember(_memo.Count);

    public void Recall(long number) =>
        Push(_memo.TryGetValue(number, out var value) ? value : throw new InvalidDataException($"The pickle is broken: it recalls {number}, which it never stored."));

    private static InvalidDataException Empty() => new("The pickle is broken: it takes more than it has put down.");
}

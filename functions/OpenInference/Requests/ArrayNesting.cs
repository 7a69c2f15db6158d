namespace PhotoScore.Functions.OpenInference.Requests;

/// <summary>Follows nested arrays and finds their sizes: every array of a depth must have as many elements as the first one there.</summary>
internal sealed class ArrayNesting
{
    // The JSON reader itself stops at 64.
    private const int MaxDepth = 64;
    private const long Unknown = -1;

    private readonly long[] _counts = new long[MaxDepth];
    private readonly long[] _sizes = [.. Enumerable.Repeat(Unknown, MaxDepth)];
    private int _depth;
    private int _deepest;
    private int _elementsAt;
    private bool _ragged;

    /// <summary>Whether the outermost array has not ended yet.</summary>
    public bool IsOpen => _depth > 0;

    /// <summary>The sizes, outermost first; null when the arrays are ragged.</summary>
    public IReadOnlyList<long>? Sizes => _ragged || (_elementsAt > 0 && _elementsAt != _deepest) ? null : _sizes[.._deepest];

    /// <summary>An array begins.</summary>
    public void Open()
    {
        if (_depth > 0)
            _counts[_depth - 1]++;
        _counts[_depth++] = 0;
        _deepest = Math.Max(_deepest, _depth);
    }

    /// <summary>The innermost array ends.</summary>
    public void Close()
    {
        _depth--;
        if (_sizes[_depth] == Unknown)
            _sizes[_depth] = _counts[_depth];
        _ragged |= _sizes[_depth] != _counts[_depth];
    }

    /// <summary>An element stands in the innermost array.</summary>
    public void Element()
    {
        _counts[_depth - 1]++;
        if (_elementsAt == 0)
            _elementsAt = _depth;
        _ragged |= _elementsAt != _depth;
    }
}

namespace PhotoScore.Core.Deduplication.Joining;

/// <summary>Collects the pairs that one thread finds, and hands them over a few thousand at a time, so that threads seldom wait for each other.</summary>
internal sealed class PairBuffer(Action<int, int> pair, Lock gate)
{
    private readonly (int A, int B)[] _pairs = new (int, int)[4096];
    private int _count;

    public void Add(int a, int b)
    {
        _pairs[_count++] = (a, b);
        if (_count == _pairs.Length)
            Flush();
    }

    public void Flush()
    {
        lock (gate)
        {
            for (var i = 0; i < _count; i++)
                pair(_pairs[i].A, _pairs[i].B);
        }
        _count = 0;
    }
}

namespace PhotoScore.Trainer.Jobs;

/// <summary>Lines for people, each with its time; the last ones go into the status.</summary>
internal sealed class TrainerLog(TextWriter output, TimeProvider time)
{
    private const int TailLength = 40;
    private readonly Queue<string> _tail = new();
    private readonly Lock _gate = new();

    public IReadOnlyList<string> Tail
    {
        get
        {
            lock (_gate)
                return [.. _tail];
        }
    }

    public void Write(string line)
    {
        var stamped = $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} {line}";
        lock (_gate)
        {
            output.WriteLine(stamped);
            output.Flush();
            _tail.Enqueue(stamped);
            if (_tail.Count > TailLength)
                _tail.Dequeue();
        }
    }
}

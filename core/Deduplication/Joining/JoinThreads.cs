namespace PhotoScore.Core.Deduplication.Joining;

/// <summary>Divides a join into pieces for the processors of this machine.</summary>
internal static class JoinThreads
{
    // Each thread holds groups of its own, so more of them cost memory: 12 bytes a 64-bit hash, 36 a 256-bit one.
    private const int Most = 8;
    private const int WorthIt = 20_000;

    /// <summary>How many threads so many hashes are worth.</summary>
    public static int For(int hashes) => hashes < WorthIt ? 1 : Math.Min(Most, Environment.ProcessorCount);

    /// <summary>Carries out pieces 0 to <paramref name="pieces"/> - 1, each on one of the threads, which take the next one when they are done.</summary>
    /// <param name="threads">At most how many at once.</param>
    /// <param name="pieces">How many pieces there are.</param>
    /// <param name="begin">Makes what a thread works with.</param>
    /// <param name="work">Carries out one piece.</param>
    /// <param name="end">Ends a thread.</param>
    public static void Run<TState>(int threads, int pieces, Func<TState> begin, Action<TState, int> work, Action<TState> end)
    {
        var next = -1;
        if (threads <= 1 || pieces <= 1)
            RunThread();
        else
            Parallel.For(0, Math.Min(threads, pieces), new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => RunThread());

        void RunThread()
        {
            var state = begin();
            for (var piece = Interlocked.Increment(ref next); piece < pieces; piece = Interlocked.Increment(ref next))
                work(state, piece);
            end(state);
        }
    }
}

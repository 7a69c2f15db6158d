using System.Diagnostics;

namespace PhotoScore.Functions.Predictions;

/// <summary>
/// Decides how many photos may be inside, and how many batches are worked on at the same moment. Photos beyond the limit are refused at once: who is told to
/// come again soon is better off than who waits until he has given up.
/// </summary>
internal sealed class PredictionQueue(PredictionLimits limits) : IDisposable
{
    private const double LatestWeight = 0.1;
    private static readonly TimeSpan MostRetryAfter = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _places = new(limits.Concurrency, limits.Concurrency);
    private int _inside;
    private double _secondsAPhoto;

    /// <summary>Photos that are waiting or being answered.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>Lets photos in; <see cref="Leave"/> must follow. A request that finds the queue empty is let in whatever its size.</summary>
    /// <param name="photos">How many.</param>
    /// <param name="patient">Whether to let them in all the same.</param>
    /// <exception cref="QueueFullException">There is no room.</exception>
    public void Enter(int photos, bool patient = false)
    {
        var inside = Interlocked.Add(ref _inside, photos);
        if (patient || inside <= limits.MaxQueuedPhotos || inside == photos)
            return;
        Interlocked.Add(ref _inside, -photos);
        throw Full(inside - photos);
    }

    /// <summary>Refuses before a body is read for nothing.</summary>
    /// <exception cref="QueueFullException">There is no room for another photo.</exception>
    public void RefuseWhenFull()
    {
        if (Inside is var inside && inside >= limits.MaxQueuedPhotos)
            throw Full(inside);
    }

    /// <summary>Photos have been answered, or given up.</summary>
    public void Leave(int photos) => Interlocked.Add(ref _inside, -photos);

    /// <summary>Runs work on a thread of the pool as soon as one of the places is free.</summary>
    /// <param name="photos">How many the work answers; tells how fast photos are.</param>
    /// <param name="work">Bound to the processor.</param>
    /// <param name="cancellation">Ends the wait; work that has begun is finished.</param>
    public async Task<T> RunAsync<T>(int photos, Func<T> work, CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Timed(photos, work), cancellation);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Takes a place that nobody wants at this moment; <see cref="GivePlaceBack"/> must follow. False when there is none.</summary>
    public bool TryTakePlace() => _places.Wait(0);

    /// <summary>Ends what <see cref="TryTakePlace"/> began.</summary>
    public void GivePlaceBack() => _places.Release();

    public void Dispose() => _places.Dispose();

    private T Timed<T>(int photos, Func<T> work)
    {
        var began = Stopwatch.GetTimestamp();
        var result = work();
        var latest = Stopwatch.GetElapsedTime(began).TotalSeconds / photos;
        // Two threads may lose one another's share of a mean that is a guess anyway.
        _secondsAPhoto = _secondsAPhoto == 0 ? latest : (LatestWeight * latest) + ((1 - LatestWeight) * _secondsAPhoto);
        return result;
    }

    private QueueFullException Full(int inside)
    {
        var wait = TimeSpan.FromSeconds(inside * _secondsAPhoto / limits.Concurrency);
        return new(inside, limits.MaxQueuedPhotos, wait < MostRetryAfter ? wait : MostRetryAfter);
    }
}

using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Predictions;

/// <summary>
/// Asks the shadow of a model about photos that were answered, in places that nobody else wants at that moment. What it says is logged and shown to
/// observers, and nothing more. A bounded number of photos waits; further ones are dropped and counted.
/// </summary>
internal sealed class ShadowMirror : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly ModelRouter _router;
    private readonly PredictionQueue _queue;
    private readonly PredictionLimits _limits;
    private readonly IPredictionObserver[] _observers;
    private readonly ILogger<ShadowMirror> _logger;
    private readonly Channel<MirroredPhoto> _waiting;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private long _bytes;
    private long _dropped;

    public ShadowMirror(ModelRouter router, PredictionQueue queue, PredictionLimits limits, IEnumerable<IPredictionObserver> observers, ILogger<ShadowMirror> logger)
    {
        (_router, _queue, _limits, _observers, _logger) = (router, queue, limits, [.. observers], logger);
        _waiting = Channel.CreateBounded<MirroredPhoto>(new BoundedChannelOptions(limits.MaxShadowPhotos) { SingleReader = true });
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Photos that were not mirrored because too many waited already.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Takes note of an answer; returns at once.</summary>
    /// <param name="answering">Who answered; held by the caller.</param>
    /// <param name="output">What it gave.</param>
    /// <param name="file">The photo; null where a tensor was sent.</param>
    /// <param name="prepared">The network's input; copied where it is needed.</param>
    public void Offer(LoadedModel answering, PredictionOutput output, byte[]? file, Pixels prepared)
    {
        if (_router.HoldShadow(answering) is not { } shadow)
            return;
        if (file is null && shadow.Manifest.Geometry != answering.Manifest.Geometry)
        {
            // A tensor is of the size of the one that answered: it can't be made into another.
            shadow.Release();
            return;
        }
        var size = file?.Length ?? prepared.Span.Length;
        var copy = file is null && HasRoom(size) ? Pixels.From(prepared.Span, prepared.Width, prepared.Height) : null;
        var photo = new MirroredPhoto(answering.Manifest, output.Probabilities, shadow, file, copy, size);
        if (HasRoom(size) && _waiting.Writer.TryWrite(photo))
        {
            Interlocked.Add(ref _bytes, size);
            return;
        }
        photo.Dispose();
        if (Interlocked.Increment(ref _dropped) == 1)
            _logger.ShadowDrops(shadow.Manifest.Model.Value, shadow.Manifest.Version.ToString());
    }

    /// <summary>Stops; what waits is not asked any more.</summary>
    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        _stop.Cancel();
        _work.Wait();
        while (_waiting.Reader.TryRead(out var photo))
            photo.Dispose();
        _stop.Dispose();
    }

    private bool HasRoom(int bytes) => Interlocked.Read(ref _bytes) + bytes <= _limits.MaxShadowBytes;

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var photo in _waiting.Reader.ReadAllAsync(_stop.Token))
            {
                using (photo)
                    await MirrorAsync(photo);
                Interlocked.Add(ref _bytes, -photo.Bytes);
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task MirrorAsync(MirroredPhoto photo)
    {
        while (!_queue.TryTakePlace())
            await Task.Delay(Pause, _stop.Token);
        try
        {
            Mirror(photo);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _logger.ShadowFailed(e, photo.Shadow.Manifest.Model.Value, photo.Shadow.Manifest.Version.ToString());
        }
        finally
        {
            _queue.GivePlaceBack();
        }
    }

    private void Mirror(MirroredPhoto photo)
    {
        using var prepared = photo.Prepare(out var original);
        var output = Inference.Run(photo.Shadow, [prepared], Array.Exists(_observers, observer => observer.WantsEmbedding))[0];
        var (answering, shadow) = (photo.Answering, photo.Shadow.Manifest);
        var agrees = Prediction.Of(answering, photo.Probabilities.Span).Class == Prediction.Of(shadow, output.Probabilities.Span).Class;
        _logger.Shadowed(
            shadow.Model.Value, shadow.Version.ToString(), answering.Version.ToString(), agrees, Difference(photo.Probabilities.Span, output.Probabilities.Span), Dropped);
        foreach (var observer in _observers)
            observer.Observe(photo.Shadow, output, prepared, original);
    }

    private static double Difference(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var most = 0f;
        for (var i = 0; i < Math.Min(one.Length, other.Length); i++)
            most = Math.Max(most, Math.Abs(one[i] - other[i]));
        return most;
    }
}

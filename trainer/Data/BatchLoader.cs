using System.Threading.Channels;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Data.Augmentation;

namespace PhotoScore.Trainer.Data;

/// <summary>Fills batches on background threads, a few ahead of the training, in an order and with changes that only seed and epoch decide.</summary>
internal sealed class BatchLoader : IDisposable
{
    // One is being used, one is ready, and one more for each thread that fills.
    private static readonly int Buffers = 2 + Math.Clamp(Environment.ProcessorCount / 2, 1, 4);

    private readonly PhotoSet _photos;
    private readonly int _batchSize;
    private readonly int _photosPerEpoch;
    private readonly Channel<Batch> _free = Channel.CreateUnbounded<Batch>();
    private readonly List<Batch> _all = [];

    /// <param name="photos">Where photos are taken from.</param>
    /// <param name="batchSize">Photos of a batch.</param>
    /// <param name="photosPerEpoch">How many photos an epoch shows; each once when null.</param>
    public BatchLoader(PhotoSet photos, int batchSize, int? photosPerEpoch = null)
    {
        _photosPerEpoch = photosPerEpoch ?? photos.Count;
        (_photos, _batchSize) = (photos, Math.Min(batchSize, Math.Max(1, Math.Max(_photosPerEpoch, photos.Count))));
        for (var i = 0; i < Buffers; i++)
        {
            var batch = new Batch(_batchSize, photos, GiveBack);
            _all.Add(batch);
            GiveBack(batch);
        }
    }

    /// <summary>How many photos an epoch has.</summary>
    public int Photos => _photosPerEpoch;

    /// <summary>How many batches an epoch has; the last one may be smaller.</summary>
    public int BatchesPerEpoch => BatchesOf(_photosPerEpoch);

    /// <summary>The photos in their own order, unchanged.</summary>
    public IEnumerable<Batch> InOrder(CancellationToken cancellation) => InOrder(first: 0, mirrored: false, cancellation);

    /// <summary>The photos in their own order from batch <paramref name="first"/> on, as they are or with left and right changed.</summary>
    public IEnumerable<Batch> InOrder(int first, bool mirrored, CancellationToken cancellation) => Batches(
        Enumerable.Range(0, _photos.Count).ToArray(), first, _ => AugmentationDraw.None with { Flip = mirrored }, cancellation);

    /// <summary>An epoch of every photo in an order of its own with changes of its own, from batch <paramref name="first"/> on.</summary>
    public IEnumerable<Batch> Epoch(int seed, int epoch, AugmentationSettings augmentation, int first, CancellationToken cancellation) =>
        Epoch(EpochOrder.Shuffled(_photos.Count, seed, epoch), seed, epoch, augmentation, first, cancellation);

    /// <summary>An epoch in the given order with changes of its own, from batch <paramref name="first"/> on.</summary>
    public IEnumerable<Batch> Epoch(int[] order, int seed, int epoch, AugmentationSettings augmentation, int first, CancellationToken cancellation)
    {
        var still = augmentation == new AugmentationSettings();
        return Batches(
            order,
            first,
            photo => still ? AugmentationDraw.None : AugmentationDraw.For(augmentation, seed, epoch, photo),
            cancellation);
    }

    private IEnumerable<Batch> Batches(int[] order, int first, Func<int, AugmentationDraw> draw, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ahead = Channel.CreateBounded<Task<Batch>>(Buffers);
        var filling = Task.Run(() => FillAsync(order, first, draw, ahead.Writer, stop.Token), CancellationToken.None);
        try
        {
            while (Await(ahead.Reader.WaitToReadAsync(cancellation).AsTask()))
            {
                while (ahead.Reader.TryRead(out var next))
                    yield return Await(next);
            }

            Await(filling);
        }
        finally
        {
            stop.Cancel();
            Drain(filling, ahead.Reader);
        }
    }

    private async Task<bool> FillAsync(
        int[] order, int first, Func<int, AugmentationDraw> draw, ChannelWriter<Task<Batch>> ahead, CancellationToken cancellation)
    {
        try
        {
            for (var number = first; number < BatchesOf(order.Length); number++)
            {
                var batch = await _free.Reader.ReadAsync(cancellation);
                var photos = order.AsMemory(number * _batchSize, Math.Min(_batchSize, order.Length - (number * _batchSize)));
                await ahead.WriteAsync(Task.Run(() => Fill(batch, photos.Span, draw), CancellationToken.None), CancellationToken.None);
            }

            return true;
        }
        finally
        {
            ahead.Complete();
        }
    }

    private Batch Fill(Batch batch, ReadOnlySpan<int> photos, Func<int, AugmentationDraw> draw)
    {
        var length = _photos.PhotoBytes;
        batch.Count = photos.Length;
        for (var i = 0; i < photos.Length; i++)
        {
            Augmenter.Apply(_photos[photos[i]], _photos.Width, _photos.Height, draw(photos[i]), batch.Bytes.Slice(i * length, length));
            batch.LabelValues[i] = _photos.Labels[photos[i]];
        }

        return batch;
    }

    private int BatchesOf(int photos) => (photos + _batchSize - 1) / _batchSize;

    // A training that stops in mid-epoch leaves batches behind that were filled ahead.
    private static void Drain(Task<bool> filling, ChannelReader<Task<Batch>> ahead)
    {
        Task.WhenAny(filling).GetAwaiter().GetResult();
        while (ahead.TryRead(out var left))
            Await(left).Dispose();
    }

    // Torch's calls are synchronous, and so is the loop that makes them.
    private static T Await<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private void GiveBack(Batch batch) => _free.Writer.TryWrite(batch);

    public void Dispose()
    {
        foreach (var batch in _all)
            batch.Free();
    }
}

using PhotoScore.Core.Training;
using PhotoScore.Trainer.Data;

namespace PhotoScore.Trainer.Tests.Data;

public sealed class BatchLoaderTests
{
    private static readonly AugmentationSettings Augmentation = new() { Zoom = 0.1, RotationDegrees = 10, HorizontalFlip = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void InOrder_gives_every_photo_with_its_pixels_and_class()
    {
        using var photos = Some.PhotoSet(23);
        using var loader = new BatchLoader(photos, batchSize: 5);
        var seen = 0;

        foreach (var batch in loader.InOrder(Cancellation))
        {
            using var returned = batch;
            for (var i = 0; i < batch.Count; i++, seen++)
            {
                Assert.Equal(photos.Labels[seen], batch.LabelValues[i]);
                Assert.True(photos[seen].SequenceEqual(batch.PixelBytes.AsSpan(i * 56 * 56 * 3, 56 * 56 * 3)));
            }
        }

        Assert.Equal(23, seen);
    }

    [Fact]
    public void Epoch_from_a_later_batch_gives_what_a_whole_epoch_gives_from_there()
    {
        using var photos = Some.PhotoSet(23);
        using var loader = new BatchLoader(photos, batchSize: 5);

        var whole = Contents(loader.Epoch(seed: 1, epoch: 2, Augmentation, first: 0, Cancellation));
        var rest = Contents(loader.Epoch(seed: 1, epoch: 2, Augmentation, first: 2, Cancellation));

        Assert.Equal(5, whole.Count);
        Assert.Equal(whole[2..], rest);
    }

    [Fact]
    public void Epoch_left_early_gives_its_buffers_back()
    {
        using var photos = Some.PhotoSet(40);
        using var loader = new BatchLoader(photos, batchSize: 2);

        // More often than there are buffers: one that is lost each time would end in a wait for ever.
        for (var i = 0; i < 20; i++)
        {
            foreach (var batch in loader.Epoch(seed: 1, epoch: 1, Augmentation, first: 0, Cancellation))
            {
                batch.Dispose();
                break;
            }
        }

        Assert.Equal(20, Contents(loader.InOrder(Cancellation)).Count);
    }

    private static List<string> Contents(IEnumerable<Batch> batches)
    {
        var contents = new List<string>();
        foreach (var batch in batches)
        {
            using (batch)
                contents.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(batch.PixelBytes.AsSpan(0, batch.Count * 56 * 56 * 3))));
        }

        return contents;
    }
}

using System.Runtime.InteropServices;
using PhotoScore.Trainer.Optimization;

namespace PhotoScore.Trainer.Tests.Optimization;

public sealed class MicroBatchesTests
{
    [Fact]
    public void Run_goes_through_the_batch_in_parts()
    {
        var parts = new List<(int, int)>();

        new MicroBatches(4).Run(10, parts.Clear, (start, length) => parts.Add((start, length)));

        Assert.Equal([(0, 4), (4, 4), (8, 2)], parts);
    }

    [Fact]
    public void Run_a_part_that_memory_does_not_hold_is_halved_and_the_batch_begun_again()
    {
        var parts = new List<(int, int)>();
        var batches = new MicroBatches(0);

        batches.Run(10, parts.Clear, Fits(3));
        var found = batches.Size;
        batches.Run(10, parts.Clear, Fits(3));

        // 10, 5, 3: found once, and kept.
        Assert.Equal(3, found);
        Assert.Equal([(0, 3), (3, 3), (6, 3), (9, 1)], parts);

        Action<int, int> Fits(int photos) => (start, length) =>
        {
            parts.Add((start, length));
            // The second size fails in mid-batch, as a fragmented memory does.
            if (length > 2 * photos || (length > photos && start > 0))
                throw CudaFailure.OutOfMemory();
        };
    }

    [Fact]
    public void Run_a_single_photo_that_memory_does_not_hold_fails() =>
        Assert.Throws<ExternalException>(() => new MicroBatches(0).Run(4, () => { }, (_, _) => throw CudaFailure.OutOfMemory()));

    [Fact]
    public void Run_another_failure_is_not_taken_for_want_of_memory()
    {
        var tries = 0;

        Assert.Throws<InvalidOperationException>(() => new MicroBatches(0).Run(4, () => tries++, (_, _) => throw new InvalidOperationException("shapes")));

        Assert.Equal(1, tries);
    }
}

namespace PhotoScore.Trainer.Optimization;

/// <summary>
/// Computes a batch in parts that the device's memory holds. Where it does not hold one, the parts are halved from then on
/// and the batch is begun again.
/// </summary>
/// <param name="size">Photos of a part; 0 for a whole batch.</param>
/// <param name="together">Photos that are never parted: a part holds a multiple of them.</param>
internal sealed class MicroBatches(int size, int together = 1)
{
    /// <summary>Photos of a part; 0 for a whole batch.</summary>
    public int Size { get; private set; } = Whole(size, together);

    /// <summary>Goes through a batch.</summary>
    /// <param name="count">Photos of the batch.</param>
    /// <param name="begin">Forgets what parts before left behind.</param>
    /// <param name="part">Computes a part: where it starts, and how many photos it has.</param>
    public void Run(int count, Action begin, Action<int, int> part)
    {
        while (!TryRun(count, begin, part))
            Size = Whole((Part(count) + 1) / 2, together);
    }

    /// <summary>Goes on with parts of the size that an earlier run found to fit.</summary>
    public void Resume(int fitting) => Size = fitting;

    private bool TryRun(int count, Action begin, Action<int, int> part)
    {
        try
        {
            begin();
            for (var start = 0; start < count; start += Part(count))
                part(start, Math.Min(Part(count), count - start));
            return true;
        }
        // Torch knows this failure by its text alone: "CUDA out of memory. Tried to allocate …".
        catch (Exception e) when (Part(count) > together && e.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
    }

    private static int Whole(int size, int together) => (size + together - 1) / together * together;

    private int Part(int count) => Size == 0 ? count : Math.Min(Size, count);
}

namespace PhotoScore.Trainer.Data;

/// <summary>In which order an epoch visits the photos: a shuffle that follows from seed and epoch alone, so that a resumed epoch goes on in it.</summary>
internal static class EpochOrder
{
    /// <summary>Every index below <paramref name="count"/> once.</summary>
    public static int[] Shuffled(int count, int seed, int epoch)
    {
        var order = Enumerable.Range(0, count).ToArray();
        var random = new CounterRandom(unchecked((ulong)seed), (ulong)epoch);
        for (var i = count - 1; i > 0; i--)
        {
            var j = random.Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}

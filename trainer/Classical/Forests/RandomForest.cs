using PhotoScore.Trainer.Data;

namespace PhotoScore.Trainer.Classical.Forests;

/// <summary>
/// Many trees, each grown on as many photos as there are, drawn with replacement, with the square root of the number of features tried at a node (Breiman 2001).
/// Their mean is the probability. Each tree's chance is its own, so that the number of threads changes nothing.
/// </summary>
internal static class RandomForest
{
    public static IReadOnlyList<Tree> Grow(ForestData data, int trees, int seed, Action grown, CancellationToken cancellation)
    {
        var forest = new Tree[trees];
        var tries = Math.Max(1, (int)Math.Sqrt(data.Columns));
        Parallel.For(
            0,
            trees,
            new ParallelOptions { CancellationToken = cancellation },
            () => new TreeGrower(data),
            (number, _, grower) =>
            {
                var random = new CounterRandom(unchecked((ulong)seed), (ulong)number, Purpose);
                var counts = new int[data.Rows];
                for (var drawn = 0; drawn < counts.Length; drawn++)
                    counts[random.Below(counts.Length)]++;
                forest[number] = grower.Grow(counts, tries, random);
                grown();
                return grower;
            },
            _ => { });
        return forest;
    }

    // Keeps these draws apart from others of the same seed.
    private const ulong Purpose = 0xF02E57;
}

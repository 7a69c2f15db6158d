using System.Numerics;
using CsCheck;
using PhotoScore.Core.Deduplication.Joining;

namespace PhotoScore.Core.Tests.Deduplication.Joining;

public sealed class BitOrderTests
{
    [Fact]
    public void Spread_keeps_distances() =>
        Gen.Select(Gen.ULong, Gen.ULong).Sample((a, b) =>
            BitOperations.PopCount(BitOrder.Spread(a) ^ BitOrder.Spread(b)) == BitOperations.PopCount(a ^ b));

    [Fact]
    public void Spread_takes_neighbours_apart()
    {
        var places = Enumerable.Range(0, 64).Select(bit => BitOperations.TrailingZeroCount(BitOrder.Spread(1UL << bit))).ToArray();

        Assert.Equal(Enumerable.Range(0, 64), places.Order());
        Assert.All(Enumerable.Range(0, 56), bit => Assert.True(Math.Abs(places[bit] - places[bit + 8]) > 2, $"{bit} and the bit below it"));
    }
}

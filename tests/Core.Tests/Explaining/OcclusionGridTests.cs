using NetVips;
using PhotoScore.Core.Explaining;

namespace PhotoScore.Core.Tests.Explaining;

public sealed class OcclusionGridTests
{
    [Theory]
    [InlineData(40, 40)]
    [InlineData(33, 70)]
    [InlineData(4, 4)]
    public void Cover_all_covers_together_reach_every_pixel_and_each_leaves_the_rest(int width, int height)
    {
        var grid = new OcclusionGrid(width, height);
        byte[] photo = [.. Enumerable.Repeat((byte)7, width * height * 3)];
        var reached = new bool[photo.Length];
        for (var cover = 0; cover < OcclusionGrid.Covers; cover++)
        {
            var covered = new byte[photo.Length];
            grid.Cover(photo, cover, covered);
            Assert.All(covered, sample => Assert.True(sample is 7 or 128));
            for (var i = 0; i < covered.Length; i++)
                reached[i] |= covered[i] == 128;
        }

        Assert.DoesNotContain(false, reached);
    }

    [Fact]
    public void Map_is_hottest_where_covering_takes_most_and_cold_where_it_adds()
    {
        var grid = new OcclusionGrid(100, 100);
        var falls = new double[OcclusionGrid.Covers];
        // The first cover lies over the upper left 20 x 20 pixels, the last over the lower right ones.
        (falls[0], falls[^1]) = (2, -1);

        var map = grid.Map(falls);

        Assert.Equal((1f, 0f), (map[0], map[^1]));
        Assert.InRange(map[(15 * 100) + 15], 0.2f, 0.3f);
        Assert.Equal(0f, map[(50 * 100) + 50]);
    }

    [Fact]
    public void Map_without_a_fall_is_zero() => Assert.All(new OcclusionGrid(10, 10).Map(new double[OcclusionGrid.Covers]), value => Assert.Equal(0f, value));

    [Fact]
    public void Evidence_is_the_logarithm_of_the_odds_and_finite_for_certainty()
    {
        Assert.Equal(Math.Log(3), OcclusionGrid.Evidence([0.25f, 0.75f], 1), tolerance: 1e-6);
        Assert.Equal(Math.Log(0.5 / 0.5), OcclusionGrid.Evidence([0.2f, 0.5f, 0.3f], 1), tolerance: 1e-6);
        Assert.True(double.IsFinite(OcclusionGrid.Evidence([0, 1], 1)));
        Assert.True(OcclusionGrid.Evidence([1e-9f, 1], 1) > OcclusionGrid.Evidence([1e-8f, 1], 1));
    }

    [Fact]
    public void Png_is_clear_where_the_map_is_zero_and_red_where_it_is_one()
    {
        using var picture = Image.NewFromBuffer(HeatMap.Png([0, 1, 0.5f, 0, 0, 0], 3, 2));

        Assert.Equal((3, 2, 4), (picture.Width, picture.Height, picture.Bands));
        Assert.Equal([0.0, 204.0, 102.0], new[] { 0, 1, 2 }.Select(x => picture.Getpoint(x, 0)[3]));
        Assert.Equal([200.0, 0.0, 0.0, 204.0], picture.Getpoint(1, 0));
    }
}

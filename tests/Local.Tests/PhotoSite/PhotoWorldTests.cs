using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.Tests.PhotoSite;

public sealed class PhotoWorldTests
{
    [Fact]
    public void Photos_longer_list_starts_with_the_shorter_one()
    {
        var world = new PhotoWorld(7, copies: 0.1);

        Assert.Equal(world.Photos(50), new PhotoWorld(7, copies: 0.1).Photos(200).Take(50));
        Assert.NotEqual(world.Photos(50), new PhotoWorld(8, copies: 0.1).Photos(50));
    }

    [Fact]
    public void Photos_favorites_per_view_grow_with_appeal()
    {
        var byAppeal = new PhotoWorld(1).Photos(5000).OrderBy(photo => photo.Appeal).Chunk(1000).ToArray();

        var rates = byAppeal.Select(group => group.Sum(photo => (double)photo.Favorites) / group.Sum(photo => (double)photo.Views)).ToArray();

        Assert.Equal(rates.Order(), rates);
        Assert.True(rates[4] > 5 * rates[0], string.Join(' ', rates));
    }

    [Fact]
    public void Photos_views_are_lognormal_around_the_stated_median()
    {
        var logs = new PhotoWorld(2).Photos(10_000).Select(photo => Math.Log(photo.Views)).Order().ToArray();

        Assert.Equal(Math.Log(Popularity.MedianViews), logs[5000], 0.05);
        // A normal distribution has 68.27% within one standard deviation.
        Assert.Equal(0.6827, logs.Count(log => Math.Abs(log - logs[5000]) < Popularity.ViewsSpread) / 10_000.0, 0.02);
    }

    [Fact]
    public void Photos_authors_have_several_photos_each()
    {
        var sizes = new PhotoWorld(3).Photos(3000).CountBy(photo => photo.Author).Select(author => author.Value).ToArray();

        Assert.InRange(sizes.Average(), 4, 8);
        Assert.Contains(sizes, size => size > 12);
    }

    [Fact]
    public void Photos_copies_show_an_earlier_original()
    {
        var photos = new PhotoWorld(4, copies: 0.2).Photos(2000).ToArray();

        var copies = photos.Where(photo => photo.Original != photo.Index).ToArray();

        Assert.Equal(0.2, copies.Length / 2000.0, 0.03);
        Assert.All(copies, copy => Assert.True(copy.Original < copy.Index && photos[copy.Original].Original == copy.Original));
        Assert.All(copies, copy => Assert.Equal(photos[copy.Original].Appeal, copy.Appeal));
    }

    [Fact]
    public void Poisson_has_equal_mean_and_variance()
    {
        var draw = new Draw(1, "test", 0);
        foreach (var mean in (double[])[0.3, 15, 100])
        {
            var numbers = Enumerable.Range(0, 20_000).Select(_ => (double)draw.Poisson(mean)).ToArray();

            var average = numbers.Average();
            Assert.Equal(1, average / mean, 0.05);
            Assert.Equal(1, numbers.Average(number => (number - average) * (number - average)) / mean, 0.1);
        }
    }
}

using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Local.PhotoSite.Flickr;

namespace PhotoScore.Local.Tests.PhotoSite.Smp;

public sealed class SmpFilesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_have_a_line_a_photo_and_no_end_of_line_at_the_end()
    {
        await using var site = await TestSite.StartAsync();
        var urls = await site.Http.GetStringAsync("/smp/urls.txt?count=500", Cancellation);
        var labels = await site.Http.GetStringAsync("/smp/labels.txt?count=500", Cancellation);

        Assert.Equal((500, 500), (urls.Split('\n').Length, labels.Split('\n').Length));
        Assert.False(urls.EndsWith('\n') || labels.EndsWith('\n'));
        Assert.Equal(200, (int)(await site.GetAsync(urls.Split('\n')[7])).StatusCode);
        Assert.Matches(@"/flickr/photos/\d+@N05/\d+$", urls.Split('\n')[7]);
        var images = await site.Http.GetStringAsync("/smp/urls.txt?count=3&form=image", Cancellation);
        Assert.Equal(400, Math.Max((await site.PictureSizeAsync(images.Split('\n')[2])).Width, (await site.PictureSizeAsync(images.Split('\n')[2])).Height));
    }

    [Fact]
    public async Task Labels_are_spread_over_the_range_with_many_ties_and_grow_with_appeal()
    {
        await using var site = await TestSite.StartAsync();
        var lines = (await site.Http.GetStringAsync("/smp/labels.txt?count=3000", Cancellation)).Split('\n');
        var labels = lines.Select(line => double.Parse(line, CultureInfo.InvariantCulture)).ToArray();

        Assert.All(lines, line => Assert.Matches(@"^\d+\.\d\d$", line));
        Assert.InRange(labels.Min(), 1, 1.5);
        Assert.InRange(labels.Max(), 13, 16.55);
        Assert.InRange(labels.Average(), 6, 9);
        Assert.InRange(labels.Distinct().Count(), 100, 1500);
        var byAppeal = site.Services.GetRequiredService<FlickrWorld>().Photos.Take(3000)
            .Select((photo, n) => (photo.Photo.Appeal, Label: labels[n])).OrderBy(pair => pair.Appeal).Chunk(1000).Select(third => third.Average(pair => pair.Label)).ToArray();
        Assert.True(byAppeal[0] + 2 < byAppeal[2], string.Join(' ', byAppeal));
    }
}

using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Functions.Tests.Datasets.Listing.Flickr;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Listing.Smp;

public sealed class SmpListerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly SmpSource Recipe = new() { Urls = "smp/urls.txt", Labels = "smp/labels.txt" };

    private FlickrStandIn _flickr = null!;

    public async ValueTask InitializeAsync() => _flickr = await FlickrStandIn.StartAsync();

    public ValueTask DisposeAsync() => _flickr.DisposeAsync();

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\n", "\n")]
    [InlineData("\r\n", "")]
    [InlineData("\r\n", "\r\n")]
    public async Task ListAsync_broken_lines_drop_out_with_their_scores(string lineEnd, string end)
    {
        _flickr.Photos.AddRange([new StandInPhoto("11", 1_700_000_000), new StandInPhoto("12", 1_700_000_001) { Private = true }]);
        await using var bench = await FlickrBench.CreateAsync(azurite, _flickr.Options);
        string[] urls =
        [
            "\uFEFFhttps://live.staticflickr.com/161/385070026_396c358301_w.jpg", "", "https://www.flickr.com/photos/ann/12/",
            "https://www.flickr.com/photos/ann/11", "12.5", "https://live.staticflickr.com/1280/943750056_0beec54286_w.jpg",
        ];
        await bench.UploadAsync(Recipe.Urls, string.Join(lineEnd, urls) + end);
        await bench.UploadAsync(Recipe.Labels, string.Join(lineEnd, ["1.5", "2.5", "3.5", "4.5", "5.5", "6.5"]) + end);

        var (candidates, skipped) = await bench.ListAsync(Recipe);

        Assert.Equal(
            [
                ("1", "https://live.staticflickr.com/161/385070026_396c358301_w.jpg", 1.5), ("4", $"{_flickr.Options.Photos}65535/11_abc123.jpg", 4.5),
                ("6", "https://live.staticflickr.com/1280/943750056_0beec54286_w.jpg", 6.5),
            ],
            candidates.Select(candidate => (candidate.Id, candidate.Url, candidate.Metrics["popularity"])));
        Assert.Equal(
            [("2", Outcomes.BadEntry, 2.5), ("3", Outcomes.Removed, 3.5), ("5", Outcomes.BadEntry, 5.5)],
            skipped.Select(entry => (entry.Candidate.Id, entry.Outcome, entry.Candidate.Metrics["popularity"])));
        Assert.Equal(100, candidates[1].Metrics["views"]);
        Assert.Equal("https://www.flickr.com/photos/ann/12/", skipped[1].Candidate.Url);
        // One call a photo page: favourites are not asked for, the score is given.
        Assert.Equal(2, _flickr.Calls.Count);
    }

    [Fact]
    public async Task ListAsync_files_of_different_length_are_refused_with_both_counts()
    {
        var fault = await FaultAsync("https://a.example/1.jpg\nhttps://a.example/2.jpg\nhttps://a.example/3.jpg", "1\n2");

        Assert.Contains("3 lines", fault.Message, StringComparison.Ordinal);
        Assert.Contains("has 2", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("n/a")]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("1,5")]
    public async Task ListAsync_score_that_is_no_number_is_named_with_its_line(string score)
    {
        var fault = await FaultAsync("https://a.example/1.jpg\nhttps://a.example/2.jpg\nhttps://a.example/3.jpg", $"1\n{score}\n3");

        Assert.Contains("Line 2 of smp/labels.txt", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListAsync_file_that_is_not_there_is_named()
    {
        await using var bench = await FlickrBench.CreateAsync(azurite, _flickr.Options);

        var fault = await Assert.ThrowsAsync<BuildFaultException>(() => bench.PageAsync(Recipe));

        Assert.Contains("sources/smp/urls.txt", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListAsync_photo_pages_beyond_the_budget_wait_and_go_on_line_by_line()
    {
        _flickr.Add(8, 1_700_000_000, 1);
        var options = _flickr.Options;
        options.CallsPerHour = 3;
        await using var bench = await FlickrBench.CreateAsync(azurite, options);
        await bench.UploadAsync(Recipe.Urls, string.Join('\n', _flickr.Photos.Select(photo => $"https://www.flickr.com/photos/ann/{photo.Id}")));
        await bench.UploadAsync(Recipe.Labels, string.Join('\n', Enumerable.Range(1, 8)));

        var first = await bench.PageAsync(Recipe);
        await Assert.ThrowsAsync<NotYetException>(() => bench.PageAsync(Recipe, first.NextPage));
        var (candidates, _) = await bench.ListAsync(Recipe);

        Assert.Equal(3, first.Candidates.Count);
        Assert.Equal(Enumerable.Range(1, 8).Select(i => ($"{i}", (double)i)), candidates.Select(candidate => (candidate.Id, candidate.Metrics["popularity"])));
    }

    [Fact]
    public async Task ListAsync_real_files_pair_every_photo_with_its_score()
    {
        var urls = await File.ReadAllTextAsync(SharedData.Path("data", "metadata", "smp_train_urls.txt"), TestContext.Current.CancellationToken);
        var labels = await File.ReadAllTextAsync(SharedData.Path("data", "metadata", "smp_train_label.txt"), TestContext.Current.CancellationToken);
        await using var bench = await FlickrBench.CreateAsync(azurite, _flickr.Options);
        await bench.UploadAsync(Recipe.Urls, urls);
        await bench.UploadAsync(Recipe.Labels, labels);

        var page = await bench.PageAsync(Recipe);

        Assert.Empty(page.Skipped);
        Assert.Null(page.NextPage);
        Assert.Equal(
            urls.Split('\n').Zip(labels.Split('\n').Select(double.Parse)),
            page.Candidates.Select(candidate => (candidate.Url, candidate.Metrics["popularity"])));
        Assert.Equal(10_000, page.Candidates.DistinctBy(candidate => candidate.Key).Count());
        Assert.Empty(_flickr.Calls);
    }

    private async Task<BuildFaultException> FaultAsync(string urls, string labels)
    {
        await using var bench = await FlickrBench.CreateAsync(azurite, _flickr.Options);
        await bench.UploadAsync(Recipe.Urls, urls);
        await bench.UploadAsync(Recipe.Labels, labels);
        return await Assert.ThrowsAsync<BuildFaultException>(() => bench.PageAsync(Recipe));
    }
}

using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Functions.Datasets.Listing.Picsum;

namespace PhotoScore.Functions.Tests.Datasets.Listing.Picsum;

public sealed class PicsumListerTests
{
    private static readonly PicsumSource Recipe = new() { Seed = "not", Width = 640, Height = 480 };

    [Fact]
    public async Task ListAsync_gives_addresses_by_seed_and_size()
    {
        var page = await ListAsync(room: 3);

        Assert.Equal(
            ["https://picsum.photos/seed/not-0/640/480", "https://picsum.photos/seed/not-1/640/480", "https://picsum.photos/seed/not-2/640/480"],
            page.Candidates.Select(candidate => candidate.Url));
        Assert.Null(page.NextPage);
    }

    [Fact]
    public async Task ListAsync_many_are_paged_without_gap_or_overlap()
    {
        var candidates = new List<string>();
        string? token = null;
        do
        {
            var page = await ListAsync(12_000 - candidates.Count, token);
            candidates.AddRange(page.Candidates.Select(candidate => candidate.Id));
            token = page.NextPage;
        }
        while (token is not null);

        Assert.Equal(Enumerable.Range(0, 12_000).Select(i => $"not-{i}"), candidates);
    }

    private static Task<CandidatePage> ListAsync(int room, string? token = null) =>
        new PicsumLister(new PicsumOptions()).ListAsync(
            new SourceToList(Recipe, 0, token, room, new ImageRecipe(), DateTimeOffset.UnixEpoch), TestContext.Current.CancellationToken);
}

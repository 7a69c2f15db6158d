using System.Text;
using PhotoScore.Functions.Tests.Datasets.Listing.Instagram;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Recipes;

public sealed class InstagramLikesTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Build_recipe_of_the_page_labels_by_likes_per_follower()
    {
        await using var api = await GraphStandIn.StartAsync();
        var photo = 0;
        // Five ordinary accounts, and one whose followers are far from all others'.
        foreach (var (name, followers) in (ReadOnlySpan<(string, int)>)[("a", 900), ("b", 1_100), ("c", 1_000), ("d", 1_300), ("e", 800), ("star", 90_000_000)])
        {
            StandInPost[] posts = [.. Enumerable.Range(0, 8).Select(i => new StandInPost($"{name}{i}", Likes: 10 + (i * 20)))];
            foreach (var post in posts)
                api.Photo(post.Id, Some.Jpeg(++photo));
            api.Accounts[name] = (followers, posts);
        }
        api.Accounts["a"].Posts[0] = new StandInPost("hidden", Likes: null);
        api.Accounts["b"].Posts[0] = new StandInPost("video", Type: "VIDEO");
        await using var bench = await BuildBench.CreateAsync(azurite,
            ("Sources:Instagram:Api", api.Api.ToString()), ("Sources:Instagram:UserId", GraphStandIn.User), ("Sources:Instagram:Tokens:0", InstagramBench.FirstToken));
        await bench.UploadAsync("lists/accounts.txt", Encoding.UTF8.GetBytes("a\nb\nc\nd\ne\nstar\nnobody\n"));

        var build = await bench.BuildAsync("likes", StudyRecipe.Read("instagram-likes.json"));

        var ledger = await bench.LedgerAsync(build);
        Assert.Equal(
            new SortedDictionary<string, int> { ["filtered"] = 9, ["kept"] = 38, ["not-a-photo"] = 1, ["unknown-account"] = 1 },
            new SortedDictionary<string, int>(ledger.CountBy(entry => entry.Outcome).ToDictionary()));
        var photos = await bench.PhotosAsync(build);
        var median = photos.Select(Score).Order().ElementAt(photos.Count / 2);
        Assert.All(photos, row => Assert.Equal(Score(row) >= median ? 1 : 0, row.Photo.Label));
        Assert.All(photos.GroupBy(row => row.Photo.Candidate.Author), author => Assert.Single(author.Select(row => row.Photo.Split).Distinct()));
        foreach (var (name, bytes) in await bench.BlobsAsync(build, _ => true))
            Assert.False(bytes.AsSpan().IndexOf("secret"u8) >= 0, name);

        static double Score(Core.Datasets.Tables.PhotoRow row) => row.Photo.Candidate.Metrics["likes"] / row.Photo.Candidate.Metrics["followers"];
    }
}

using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Functions.Datasets.Budgets;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Functions.Datasets.Listing.Apis;
using PhotoScore.Functions.Datasets.Listing.Instagram;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Tests.Datasets.Listing.Instagram;

/// <summary>Lists from a stand-in as a build does. Each page is listed by objects of its own: what is not in storage or in the token is lost, as in a crash.</summary>
internal sealed class InstagramBench(PhotoStorage storage, GraphStandIn api)
{
    public const string FirstToken = "EAAfirst+secret/token==";
    public const string SecondToken = "EAAsecond+secret/token==";

    public HastyClock Clock { get; } = new();

    public InstagramOptions Options { get; } = new() { Api = api.Api, UserId = GraphStandIn.User, Tokens = [FirstToken, SecondToken] };

    public Task<CandidatePage> PageAsync(InstagramSource recipe, string? token = null, int room = int.MaxValue)
    {
        var client = new ApiClient(ApiHttp.CreateClient(TimeSpan.FromSeconds(20)), new CallBudgets(storage, Clock), Clock);
        var lister = new InstagramLister(new InstagramPlan(new SourceTexts(storage)), new GraphApi(client, Options));
        return lister.ListAsync(new SourceToList(recipe, 0, token, room, new ImageRecipe(), Clock.GetUtcNow()), TestContext.Current.CancellationToken);
    }

    public async Task<IReadOnlyList<CandidatePage>> AllAsync(InstagramSource recipe)
    {
        var pages = new List<CandidatePage> { await PageAsync(recipe) };
        while (pages[^1].NextPage is { } token)
            pages.Add(await PageAsync(recipe, token));
        return pages;
    }

    public static StandInPost[] Posts(int count, string prefix = "p") => [.. Enumerable.Range(0, count).Select(i => new StandInPost($"{prefix}{i}", Likes: i))];
}

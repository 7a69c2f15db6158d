using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Functions.Datasets.Budgets;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Functions.Datasets.Listing.Apis;
using PhotoScore.Functions.Datasets.Listing.Flickr;
using PhotoScore.Functions.Storage;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Listing.Flickr;

/// <summary>Listers as the app registers them, against a stand-in, with a clock that does not keep anybody waiting.</summary>
internal sealed class FlickrBench(PhotoStorage storage, FlickrOptions options) : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton(storage)
        .AddSingleton<TimeProvider>(new HastyClock())
        .AddListing(new ConfigurationBuilder().Build())
        .AddSingleton(options)
        .AddSingleton(provider => new ApiClient(
            ApiHttp.CreateClient(TimeSpan.FromSeconds(2)), provider.GetRequiredService<CallBudgets>(), provider.GetRequiredService<TimeProvider>()))
        .BuildServiceProvider();

    /// <summary>When the build was accepted, whatever the clock says by now.</summary>
    public static DateTimeOffset AcceptedAt { get; } = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public HastyClock Clock => (HastyClock)_services.GetRequiredService<TimeProvider>();

    public PhotoStorage Storage => storage;

    public static async Task<FlickrBench> CreateAsync(AzuriteFixture azurite, FlickrOptions options) => new(await Tests.Some.StorageAsync(azurite), options);

    public Task UploadAsync(string name, string text) =>
        storage.Sources.GetBlobClient(name).UploadAsync(new BinaryData(text), TestContext.Current.CancellationToken);

    /// <summary>One page.</summary>
    public Task<CandidatePage> PageAsync(SourceRecipe recipe, string? token = null, int? room = null, ImageRecipe? image = null) =>
        _services.GetServices<ISourceLister>().Single(lister => lister.Kind == recipe.GetType()).ListAsync(
            new SourceToList(recipe, 0, token, room ?? recipe.MaxPhotos ?? int.MaxValue, image ?? new ImageRecipe(), AcceptedAt),
            TestContext.Current.CancellationToken);

    /// <summary>All pages, as the build asks for them: what lies beyond the recipe's number is dropped, and a wait is waited for.</summary>
    public async Task<(IReadOnlyList<Candidate> Candidates, IReadOnlyList<LedgerEntry> Skipped)> ListAsync(SourceRecipe recipe)
    {
        var candidates = new List<Candidate>();
        var skipped = new List<LedgerEntry>();
        string? token = null;
        while (true)
        {
            var room = (recipe.MaxPhotos ?? int.MaxValue) - candidates.Count;
            if (await TryPageAsync(recipe, token, room) is not { } page)
                continue;
            candidates.AddRange(page.Candidates.Take(room));
            skipped.AddRange(page.Skipped);
            token = page.NextPage;
            if (token is null || candidates.Count == recipe.MaxPhotos)
                return (candidates, skipped);
        }
    }

    private async Task<CandidatePage?> TryPageAsync(SourceRecipe recipe, string? token, int room)
    {
        try
        {
            return await PageAsync(recipe, token, room);
        }
        catch (NotYetException wait)
        {
            await Task.Delay(wait.NotBefore - Clock.GetUtcNow(), Clock, TestContext.Current.CancellationToken);
            return null;
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Functions.Datasets.Orchestration;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Listing;

/// <summary>Asks a source for its next page of candidates. The page and the token of the one after it are one blob, so they commit together.</summary>
/// <param name="storage">The containers.</param>
/// <param name="recipes">The recipes of builds.</param>
internal sealed class ListCandidates(PhotoStorage storage, BuildRecipes recipes)
{
    private const string Listed = "listed";
    private const string Count = "count";
    private const string More = "more";

    /// <summary>How many sources the recipe has.</summary>
    [Function(nameof(CountSources))]
    public async Task<int> CountSources([ActivityTrigger] BuildId build, CancellationToken cancellation) =>
        (await recipes.GetAsync(build, cancellation)).Recipe.Sources.Count;

    /// <summary>Lists a page, unless an earlier attempt did.</summary>
    [Function(nameof(ListCandidates))]
    public async Task<ListedPage> RunAsync([ActivityTrigger] PageToList page, CancellationToken cancellation)
    {
        var name = page.Build.Paths.Candidates(page.Page);
        var metadata = await storage.Datasets.TryReadMetadataAsync(name, cancellation);
        if (metadata is null)
        {
            await ListAsync(page, name, cancellation);
            // A twin may have been faster; what is in storage is what counts.
            metadata = (await storage.Datasets.TryReadMetadataAsync(name, cancellation))!;
        }
        return new ListedPage(int.Parse(metadata[Count], CultureInfo.InvariantCulture), bool.Parse(metadata[More]));
    }

    private async Task ListAsync(PageToList page, string name, CancellationToken cancellation)
    {
        var source = (await recipes.GetAsync(page.Build, cancellation)).Recipe.Sources[page.Source];
        var (token, before) = page.First ? (null, 0) : await PreviousAsync(page, cancellation);
        var listed = await ReadAsync(source, page.Source, token, cancellation);

        var room = (source.MaxPhotos ?? int.MaxValue) - before;
        if (listed.Candidates.Count >= room)
            listed = new CandidatePage([.. listed.Candidates.Take(room)], NextPage: null) { Skipped = listed.Skipped };
        if (source.Class is { } given)
            listed = listed with { Candidates = [.. listed.Candidates.Select(candidate => candidate with { GivenLabel = given })] };

        using var content = new MemoryStream();
        await CandidatePages.WriteAsync(content, listed, cancellation);
        content.Position = 0;
        await storage.Datasets.TryCreateAsync(name, content, new Dictionary<string, string>
        {
            [Count] = listed.Candidates.Count.ToString(CultureInfo.InvariantCulture),
            [Listed] = (before + listed.Candidates.Count).ToString(CultureInfo.InvariantCulture),
            [More] = (listed.NextPage is not null).ToString(),
        }, cancellation);
    }

    private async Task<(string? Token, int Listed)> PreviousAsync(PageToList page, CancellationToken cancellation)
    {
        var blob = storage.Datasets.GetBlobClient(page.Build.Paths.Candidates(page.Page - 1));
        var content = (await blob.DownloadContentAsync(cancellation)).Value;
        var previous = await CandidatePages.ReadAsync(content.Content.ToStream(), cancellation);
        return (previous.NextPage, int.Parse(content.Details.Metadata[Listed], CultureInfo.InvariantCulture));
    }

    private Task<CandidatePage> ReadAsync(SourceRecipe source, int index, string? token, CancellationToken cancellation) => source switch
    {
        FolderSource { Name: not null } folder => FolderLister.ListAsync(storage.Sources, folder, index, token, cancellation),
        UrlsSource { Items: { } items } => Task.FromResult(UrlsLister.List(items, index, token)),
        UrlsSource urls => UrlsLister.ListAsync(storage.Sources, urls, index, token, cancellation),
        _ => throw new BuildFaultException($"Nothing here lists a source of kind {source.GetType().Name}."),
    };
}

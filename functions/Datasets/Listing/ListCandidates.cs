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
/// <param name="listers">One for each kind of source.</param>
internal sealed class ListCandidates(PhotoStorage storage, BuildRecipes recipes, IEnumerable<ISourceLister> listers)
{
    private const string Listed = "listed";
    private const string Count = "count";
    private const string More = "more";

    private readonly Dictionary<Type, ISourceLister> _listers = listers.ToDictionary(lister => lister.Kind);

    /// <summary>How many sources are to be listed: those of the recipe, or none when it tries an earlier version's failures again.</summary>
    [Function(nameof(CountSources))]
    public async Task<int> CountSources([ActivityTrigger] BuildId build, CancellationToken cancellation) =>
        (await recipes.GetAsync(build, cancellation)).Recipe is { RetryOf: null, Sources.Count: var count } ? count : 0;

    /// <summary>Lists a page, unless an earlier attempt did. A source that can't list yet says when to ask again.</summary>
    [Function(nameof(ListCandidates))]
    public async Task<ListedPage> RunAsync([ActivityTrigger] PageToList page, CancellationToken cancellation)
    {
        var name = page.Build.Paths.Candidates(page.Page);
        var metadata = await storage.Datasets.TryReadMetadataAsync(name, cancellation);
        if (metadata is null)
        {
            try
            {
                await ListAsync(page, name, cancellation);
            }
            catch (NotYetException wait)
            {
                return new ListedPage(0, More: true, wait.NotBefore, wait.WaitsFor);
            }
            // A twin may have been faster; what is in storage is what counts.
            metadata = (await storage.Datasets.TryReadMetadataAsync(name, cancellation))!;
        }
        return new ListedPage(int.Parse(metadata[Count], CultureInfo.InvariantCulture), bool.Parse(metadata[More]));
    }

    private async Task ListAsync(PageToList page, string name, CancellationToken cancellation)
    {
        var accepted = await recipes.GetAsync(page.Build, cancellation);
        var source = accepted.Recipe.Sources[page.Source];
        var (token, before) = page.First ? (null, 0) : await PreviousAsync(page, cancellation);
        var room = (source.MaxPhotos ?? int.MaxValue) - before;
        var listed = await ListerOf(source).ListAsync(
            new SourceToList(source, page.Source, token, room, accepted.Recipe.Image, accepted.AcceptedAt), cancellation);

        if (listed.Candidates.Count >= room)
            listed = new CandidatePage([.. listed.Candidates.Take(room)], NextPage: null) { Skipped = listed.Skipped };
        if (source.Class is { } given)
            listed = listed with { Candidates = [.. listed.Candidates.Select(candidate => candidate with { GivenLabel = given })] };

        await storage.Datasets.TryCreateAsync(name, stream => CandidatePages.WriteAsync(stream, listed, cancellation), new Dictionary<string, string>
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

    private ISourceLister ListerOf(SourceRecipe source) => _listers.TryGetValue(source.GetType(), out var lister)
        ? lister
        : throw new BuildFaultException($"Nothing here lists a source of kind {source.GetType().Name}.");
}

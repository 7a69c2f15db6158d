using Azure.Storage.Blobs.Models;
using Microsoft.DurableTask.Client;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Functions.Datasets.Orchestration;
using PhotoScore.Functions.Orchestrations;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Api;

/// <summary>Accepts recipes and starts their builds, each once.</summary>
internal sealed class BuildStarter(PhotoStorage storage)
{
    /// <summary>What the recipe names and storage lacks, by the place in the recipe.</summary>
    public async Task<Dictionary<string, string[]>> MissingSourcesAsync(Recipe recipe, CancellationToken cancellation)
    {
        var missing = new Dictionary<string, string[]>();
        foreach (var (index, source) in recipe.Sources.Index())
        {
            if (source is FolderSource { Name: { } folder } && !await HasPhotosAsync(folder, cancellation))
                missing[$"$.sources[{index}].name"] = [$"There is nothing below {FolderLister.Scheme[5..]}{folder}/; upload the photos first."];
            foreach (var (member, blob, content) in BlobsOf(source))
            {
                if (!await IsThereAsync(blob, cancellation))
                    missing[$"$.sources[{index}].{member}"] = [$"There is no blob {FolderLister.Scheme[5..]}{blob}; upload the {content} first."];
            }
        }
        return missing;
    }

    /// <summary>Allocates a version by its recipe, and starts the build; asked again in the same name, finds the version that it made.</summary>
    public async Task<BuildId> AcceptAsync(DatasetName dataset, Recipe recipe, RequestOrigin? origin, DurableTaskClient client, CancellationToken cancellation)
    {
        var build = new BuildId(dataset, await new DatasetStore(storage.Datasets).AllocateAsync(dataset, recipe, origin, cancellation));
        await StartAsync(build, client, cancellation);
        return build;
    }

    /// <summary>Starts a build unless its id was ever used; false when it was.</summary>
    public static Task<bool> StartAsync(BuildId build, DurableTaskClient client, CancellationToken cancellation) =>
        client.TryStartAsync(nameof(BuildDataset), build, build.InstanceId, cancellation);

    private static IEnumerable<(string Member, string Blob, string Content)> BlobsOf(SourceRecipe source) => source switch
    {
        FolderSource { Archive: { } archive } => [("archive", archive, "archive")],
        UrlsSource { Blob: { } list } => [("blob", list, "list")],
        FlickrSource { Blob: { } list } => [("blob", list, "list")],
        SmpSource smp => [("urls", smp.Urls, "file"), ("labels", smp.Labels, "file")],
        InstagramSource { Blob: { } accounts } => [("blob", accounts, "list of accounts")],
        _ => [],
    };

    private async Task<bool> IsThereAsync(string blob, CancellationToken cancellation) =>
        await storage.Sources.GetBlobClient(blob).ExistsAsync(cancellation);

    private async Task<bool> HasPhotosAsync(string folder, CancellationToken cancellation)
    {
        var first = storage.Sources.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{folder}/" }, cancellation).AsPages(pageSizeHint: 1);
        await foreach (var page in first)
            return page.Values.Count > 0;
        return false;
    }
}

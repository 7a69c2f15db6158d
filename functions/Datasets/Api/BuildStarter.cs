using Azure.Storage.Blobs.Models;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Functions.Datasets.Orchestration;
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
            if (source is FolderSource { Archive: { } archive } && !await IsThereAsync(archive, cancellation))
                missing[$"$.sources[{index}].archive"] = [$"There is no blob {FolderLister.Scheme[5..]}{archive}; upload the archive first."];
            if (source is UrlsSource { Blob: { } table } && !await IsThereAsync(table, cancellation))
                missing[$"$.sources[{index}].blob"] = [$"There is no blob {FolderLister.Scheme[5..]}{table}; upload the list first."];
            if (source is FlickrSource { Blob: { } photos } && !await IsThereAsync(photos, cancellation))
                missing[$"$.sources[{index}].blob"] = [$"There is no blob {FolderLister.Scheme[5..]}{photos}; upload the list first."];
            if (source is SmpSource smp)
            {
                foreach (var (member, file) in ((string, string)[])[("urls", smp.Urls), ("labels", smp.Labels)])
                {
                    if (!await IsThereAsync(file, cancellation))
                        missing[$"$.sources[{index}].{member}"] = [$"There is no blob {FolderLister.Scheme[5..]}{file}; upload the file first."];
                }
            }
            if (source is InstagramSource { Blob: { } accounts } && !await IsThereAsync(accounts, cancellation))
                missing[$"$.sources[{index}].blob"] = [$"There is no blob {FolderLister.Scheme[5..]}{accounts}; upload the list of accounts first."];
        }
        return missing;
    }

    /// <summary>Allocates a version by its recipe, and starts the build.</summary>
    public async Task<BuildId> AcceptAsync(DatasetName dataset, Recipe recipe, DurableTaskClient client, CancellationToken cancellation)
    {
        var build = new BuildId(dataset, await new DatasetStore(storage.Datasets).AllocateAsync(dataset, recipe, cancellation));
        await StartAsync(build, client, cancellation);
        return build;
    }

    /// <summary>Starts a build unless its id was ever used; false when it was.</summary>
    public static async Task<bool> StartAsync(BuildId build, DurableTaskClient client, CancellationToken cancellation)
    {
        // A finished id would be started anew by default, and its history overwritten.
        var options = new StartOrchestrationOptions(build.InstanceId).WithDedupeStatuses([.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses]);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(BuildDataset), build, options, cancellation);
            return true;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return false;
        }
    }

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

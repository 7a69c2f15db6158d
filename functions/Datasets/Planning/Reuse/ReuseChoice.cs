using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Datasets.Chunks;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Planning.Reuse;

/// <summary>Which chunks of earlier versions a build takes photos from.</summary>
/// <param name="Chunks">Blob names of committed chunks, those of the newest version first.</param>
internal sealed record ReuseChoice(IReadOnlyList<string> Chunks);

/// <summary>Chooses the chunks of earlier versions that a build takes photos from.</summary>
internal sealed class ReuseChooser(PhotoStorage storage)
{
    private readonly DatasetStore _store = new(storage.Datasets);

    /// <summary>
    /// Chooses once and keeps to it: an earlier version that is still being built, or was given up, has chunks too, and a repeated attempt at
    /// planning must not see more of them than the first one.
    /// </summary>
    public async Task<ReuseChoice> ChooseAsync(BuildId build, Recipe recipe, CancellationToken cancellation)
    {
        if (await storage.Datasets.TryReadJsonAsync<ReuseChoice>(build.Work.Reuse, cancellation) is { } made)
            return made;
        var choice = recipe.RetryOf is null && !recipe.Download.Reuse ? new ReuseChoice([]) : await FindAsync(build, recipe, cancellation);
        await storage.Datasets.TryCreateJsonAsync(build.Work.Reuse, choice, cancellation);
        return (await storage.Datasets.TryReadJsonAsync<ReuseChoice>(build.Work.Reuse, cancellation))!;
    }

    private async Task<ReuseChoice> FindAsync(BuildId build, Recipe recipe, CancellationToken cancellation)
    {
        var fingerprint = PhotoFingerprint.Of(recipe);
        var (committed, tars) = (new List<(VersionId Version, string Name, ChunkMarks Marks)>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var earlier in await _store.VersionsAsync(build.Dataset, cancellation))
        {
            if (earlier.Version >= build.Version)
                continue;
            await foreach (var chunk in storage.Datasets.ChunksAsync(new BuildId(build.Dataset, earlier.Version).Paths, cancellation))
            {
                if (chunk.IsTar)
                    tars.Add(chunk.Name);
                else if (chunk.Marks is { } marks)
                    committed.Add((earlier.Version, chunk.Name, marks));
            }
        }
        // A version that somebody removed took its tars with it; what pointed at them is fetched again.
        return new ReuseChoice([.. committed
            .Where(chunk => recipe.RetryOf is null || chunk.Version == recipe.RetryOf)
            .Where(chunk => chunk.Marks.Fingerprint == fingerprint && (chunk.Marks.Tar is not { } tar || tars.Contains(tar)))
            .OrderByDescending(chunk => chunk.Version).ThenBy(chunk => chunk.Name, StringComparer.Ordinal)
            .Select(chunk => chunk.Name)]);
    }
}

using System.Collections.Concurrent;
using PhotoScore.Core.Datasets;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets;

/// <summary>The recipes of builds. A recipe never changes, and thousands of chunks ask for the same one: it is read once a process.</summary>
/// <param name="storage">The containers.</param>
internal sealed class BuildRecipes(PhotoStorage storage)
{
    private const int Most = 16;
    private readonly ConcurrentDictionary<BuildId, AcceptedRecipe> _read = new();

    /// <summary>The recipe of a build.</summary>
    /// <exception cref="BuildFaultException">There is none.</exception>
    public async Task<AcceptedRecipe> GetAsync(BuildId build, CancellationToken cancellation)
    {
        if (_read.TryGetValue(build, out var known))
            return known;
        var recipe = await new DatasetStore(storage.Datasets).RecipeAsync(build.Paths, cancellation)
            ?? throw new BuildFaultException($"{build.Paths.Recipe} is gone; post the recipe again to build a new version.");
        if (_read.Count >= Most)
            _read.Clear();
        return _read[build] = recipe;
    }
}

using Azure;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Models.Routing;

/// <summary><c>current.json</c> as it was found.</summary>
/// <param name="Current">What it says; null when there is none, or it can't be read.</param>
/// <param name="ETag">Its version; null when there is none.</param>
/// <param name="Fault">Why it can't be read; null when it can.</param>
internal sealed record StoredRoutes(CurrentModel? Current, ETag? ETag, string? Fault = null);

/// <summary>Reads and swaps <c>current.json</c>. A damaged one can be replaced too: otherwise nobody could mend it from here.</summary>
internal sealed class RouteStore(PhotoStorage storage)
{
    /// <summary>What is there.</summary>
    public async Task<StoredRoutes> ReadAsync(ModelName model, CancellationToken cancellation)
    {
        var name = ModelPaths.Current(model);
        while (true)
        {
            try
            {
                return await storage.Models.ReadJsonAsync<CurrentModel>(name, cancellation) is { } read ? new(read.Value, read.ETag) : new(null, null);
            }
            catch (InvalidDataException e)
            {
                try
                {
                    var properties = await storage.Models.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellation);
                    return new(null, properties.Value.ETag, e.Message);
                }
                catch (RequestFailedException gone) when (gone.Status == 404)
                {
                    // Deleted between the two looks.
                }
            }
        }
    }

    /// <summary>Writes what comes next, where what was read is still there.</summary>
    /// <returns>False when somebody else changed it since; it stays as it is.</returns>
    public async Task<bool> SwapAsync(ModelName model, StoredRoutes read, CurrentModel next, CancellationToken cancellation) => read.ETag is { } etag
        ? await storage.Models.ReplaceJsonAsync(ModelPaths.Current(model), next, etag, cancellation)
        : await storage.Models.CreateJsonAsync(ModelPaths.Current(model), next, cancellation);
}

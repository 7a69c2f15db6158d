using Azure.Storage.Blobs;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Datasets.Chunks;

/// <summary>What chunks share in a process: the connections, the memory and the decoders.</summary>
internal sealed class ChunkTools(PhotoDownloader downloader, ByteBudget budget, ChunkPipeline pipeline, TimeProvider time)
{
    public ChunkPipeline Pipeline { get; } = pipeline;

    public PhotoFetcher Fetcher(BlobContainerClient sources, DownloadRecipe recipe, int chunksAtOnce) =>
        new(downloader, sources, budget, recipe, new HostRates(HostRates.Share(recipe.PerHostPerSecond, chunksAtOnce), time));
}

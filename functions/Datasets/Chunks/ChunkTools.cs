using Azure.Storage.Blobs;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Datasets.Chunks.Filters;
using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Datasets.Chunks;

/// <summary>What chunks share in a process: the connections, the memory, the decoders and the loaded models.</summary>
internal sealed class ChunkTools(PhotoDownloader downloader, ByteBudget budget, ChunkPipeline pipeline, PhotoFilters filters)
{
    public ChunkPipeline Pipeline { get; } = pipeline;

    public PhotoFilters Filters { get; } = filters;

    public PhotoFetcher Fetcher(BlobContainerClient sources, DownloadRecipe recipe, HostRates rates) => new(downloader, sources, budget, recipe, rates);
}

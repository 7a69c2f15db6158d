using System.Threading.Channels;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Datasets.Chunks.Filters;
using PhotoScore.Functions.Downloads;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Chunks;

/// <summary>
/// Fetches the candidates of a chunk and processes what arrives. Fetching waits for the network, so many go on at once;
/// processing needs a processor, so as many photos of the whole process are under way as there are slots.
/// </summary>
/// <param name="options">How many downloads at once.</param>
/// <param name="decoders">The slots of the process.</param>
internal sealed class ChunkPipeline(DownloadOptions options, DecodeSlots decoders)
{
    /// <summary>One entry for each candidate, in their order; the photos that are to be stored are in <paramref name="spill"/>.</summary>
    public async Task<LedgerEntry[]> RunAsync(
        IReadOnlyList<Candidate> candidates, PhotoFetcher fetcher, Recipe recipe, PhotoFilterSet filters, JpegSpill spill, ChunkTally tally, CancellationToken cancellation)
    {
        var entries = new LedgerEntry[candidates.Count];
        // The budget of bytes bounds what waits here; the channel only needs room for one photo a decoder.
        var fetched = Channel.CreateBounded<(int Index, FetchedPhoto Photo)>(decoders.Count);
        // Whichever side fails stops the other, which would else wait for it forever.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await AllOrNoneAsync(stop, [FetchAllAsync(), .. Enumerable.Range(0, decoders.Count).Select(_ => ProcessAllAsync())]);
        }
        finally
        {
            while (fetched.Reader.TryRead(out var left))
                left.Photo.Dispose();
        }
        return entries;

        async Task FetchAllAsync()
        {
            var bounds = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = stop.Token };
            await Parallel.ForEachAsync(Enumerable.Range(0, candidates.Count), bounds, async (index, token) =>
            {
                switch (await fetcher.FetchAsync(candidates[index], token))
                {
                    case FetchFault fault: Settle(index, fault.Outcome, fault.Detail, null); break;
                    case FetchedPhoto photo: await HandOverAsync(index, photo, token); break;
                }
            });
            fetched.Writer.Complete();
        }

        async Task HandOverAsync(int index, FetchedPhoto photo, CancellationToken token)
        {
            try
            {
                await fetched.Writer.WriteAsync((index, photo), token);
            }
            catch
            {
                photo.Dispose();
                throw;
            }
        }

        async Task ProcessAllAsync()
        {
            await foreach (var (index, photo) in fetched.Reader.ReadAllAsync(stop.Token))
            {
                switch (await decoders.RunAsync(() => Process(photo), stop.Token))
                {
                    case ProcessedPhoto.Rejected rejected: Settle(index, rejected.Outcome, rejected.Detail, null); break;
                    case ProcessedPhoto.Accepted accepted:
                        spill.Add(index, accepted.Jpeg);
                        Settle(index, Outcomes.Kept, null, accepted.Facts);
                        break;
                }
            }
        }

        ProcessedPhoto Process(FetchedPhoto photo)
        {
            using (photo)
                return PhotoProcessor.Process(photo.Bytes, recipe, filters);
        }

        void Settle(int index, string outcome, string? detail, PhotoFacts? facts)
        {
            entries[index] = new LedgerEntry(candidates[index], outcome, detail, facts);
            tally.Count(outcome);
        }
    }

    private static async Task AllOrNoneAsync(CancellationTokenSource stop, IReadOnlyList<Task> tasks)
    {
        await foreach (var task in Task.WhenEach(tasks))
        {
            if (!task.IsCompletedSuccessfully)
                await stop.CancelAsync();
        }
        // The failure, not the cancellations that it caused.
        if (tasks.FirstOrDefault(task => task.IsFaulted) is { } failed)
            await failed;
        await Task.WhenAll(tasks);
    }
}

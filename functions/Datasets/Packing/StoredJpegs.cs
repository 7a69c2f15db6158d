using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Packing;

/// <summary>Reads the photos of a shard out of the chunks' tars. Neighbours are read in one request: a shard draws from every chunk.</summary>
internal static class StoredJpegs
{
    private const long WidestGap = 256 * 1024;
    private const long LongestRun = 8 * 1024 * 1024;
    private const int RunsAtOnce = 2;

    /// <summary>Photos that lie close together in one tar.</summary>
    /// <param name="Tar">The tar.</param>
    /// <param name="Photos">Positions in the list asked for, in the order of the tar.</param>
    /// <param name="Offset">Where the first begins.</param>
    /// <param name="Length">How many bytes up to the end of the last.</param>
    public sealed record Run(string Tar, IReadOnlyList<int> Photos, long Offset, long Length);

    /// <summary>Puts the photos' JPEGs into <paramref name="spill"/>, each under its position.</summary>
    public static async Task ReadAsync(BlobContainerClient container, IReadOnlyList<AssembledPhoto> photos, JpegSpill spill, CancellationToken cancellation)
    {
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = RunsAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Runs(photos), bounds, async (run, token) =>
        {
            var options = new BlobDownloadOptions { Range = new HttpRange(run.Offset, run.Length) };
            var content = (await container.GetBlobClient(run.Tar).DownloadContentAsync(options, token)).Value.Content.ToMemory();
            foreach (var i in run.Photos)
                spill.Add(i, content.Span.Slice(checked((int)(photos[i].Facts.Offset - run.Offset)), checked((int)photos[i].Facts.Length)));
        });
    }

    /// <summary>Divides photos into runs.</summary>
    public static IEnumerable<Run> Runs(IReadOnlyList<AssembledPhoto> photos)
    {
        foreach (var tar in Enumerable.Range(0, photos.Count).GroupBy(i => photos[i].Tar))
        {
            var run = new List<int>();
            var (begin, end) = (0L, 0L);
            foreach (var i in tar.OrderBy(i => photos[i].Facts.Offset))
            {
                var facts = photos[i].Facts;
                if (run.Count > 0 && (facts.Offset - end > WidestGap || facts.Offset + facts.Length - begin > LongestRun))
                {
                    yield return new Run(tar.Key, run, begin, end - begin);
                    run = [];
                }
                if (run.Count == 0)
                    (begin, end) = (facts.Offset, 0);
                run.Add(i);
                end = Math.Max(end, facts.Offset + facts.Length);
            }
            yield return new Run(tar.Key, run, begin, end - begin);
        }
    }
}

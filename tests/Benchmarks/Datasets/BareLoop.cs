using System.Diagnostics;
using System.Threading.Channels;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;

namespace PhotoScore.Benchmarks.Datasets;

/// <summary>Downloads, decodes and resizes photos, and does nothing else: what a build is measured against.</summary>
internal static class BareLoop
{
    /// <summary>A build's downloads in flight: 8 chunks of 32.</summary>
    private const int Downloads = 256;
    private const int ShortSide = 256;

    /// <summary>How long it takes.</summary>
    /// <param name="urls">The photos.</param>
    /// <param name="decode">A file's bytes to RGB.</param>
    public static async Task<TimeSpan> RunAsync(IReadOnlyList<string> urls, Func<byte[], Pixels> decode)
    {
        using var http = new HttpClient();
        var watch = Stopwatch.StartNew();
        var fetched = Channel.CreateBounded<byte[]>(Downloads);
        var decoding = Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount)).Select(_ => Task.Run(async () =>
        {
            await foreach (var bytes in fetched.Reader.ReadAllAsync())
                Resize(decode(bytes));
        })).ToArray();
        await Parallel.ForEachAsync(urls, new ParallelOptions { MaxDegreeOfParallelism = Downloads }, async (url, cancellation) =>
            await fetched.Writer.WriteAsync(await http.GetByteArrayAsync(url, cancellation), cancellation));
        fetched.Writer.Complete();
        await Task.WhenAll(decoding);
        return watch.Elapsed;
    }

    private static void Resize(Pixels decoded)
    {
        using var photo = decoded;
        var scale = (double)ShortSide / Math.Min(photo.Width, photo.Height);
        using var small = Resampler.Resize(photo, (int)Math.Round(photo.Width * scale), (int)Math.Round(photo.Height * scale), ResampleFilter.Bilinear);
    }
}

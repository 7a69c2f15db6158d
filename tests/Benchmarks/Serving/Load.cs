using System.Diagnostics;
using System.Net.Http.Headers;

namespace PhotoScore.Benchmarks.Serving;

/// <summary>What a load came to.</summary>
/// <param name="Rate">Requests a second.</param>
/// <param name="P50">Milliseconds that half of the requests took at most.</param>
/// <param name="P99">Milliseconds that 99 of 100 took at most.</param>
internal sealed record LoadResult(double Rate, double P50, double P99);

/// <summary>Callers that each send the next photo as soon as the one before is answered.</summary>
internal static class Load
{
    /// <summary>Measures for a while; any answer but 200 ends it.</summary>
    public static async Task<LoadResult> RunAsync(HttpClient http, string path, byte[][] photos, int callers, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var times = new List<double>();
            for (var i = caller; watch.Elapsed < time; i++)
            {
                var began = Stopwatch.GetTimestamp();
                await PostAsync(http, path, photos[i % photos.Length]);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
            return times;
        })));
        var elapsed = watch.Elapsed;
        double[] sorted = [.. all.SelectMany(times => times).Order()];
        return new(sorted.Length / elapsed.TotalSeconds, Quantile(sorted, 0.5), Quantile(sorted, 0.99));
    }

    /// <summary>Sends one photo and reads the answer.</summary>
    public static async Task PostAsync(HttpClient http, string path, byte[] photo)
    {
        using var content = new ByteArrayContent(photo) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        using var response = await http.PostAsync(path, content);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        await response.Content.CopyToAsync(Stream.Null);
    }

    private static double Quantile(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
}

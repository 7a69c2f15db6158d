using System.Diagnostics;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Quality;
using PhotoScore.Functions.Datasets.Chunks.Filters;

namespace PhotoScore.Benchmarks.Filters;

/// <summary>
/// <c>quality FOLDER…</c>: for the photos of each folder what the quality filter's defaults leave out, of them as they are and of spoiled
/// copies; the extreme measures; and the milliseconds of a photo.
/// </summary>
internal static class QualityBenchmark
{
    private static readonly QualityCheck Defaults = new(new QualityFilter());

    public static Task RunAsync(string[] args)
    {
        foreach (var folder in args)
            Measure(folder);
        return Task.CompletedTask;
    }

    private static void Measure(string folder)
    {
        var photos = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Name: Path.GetRelativePath(folder, file), Photo: ImageDecoder.Decode(File.ReadAllBytes(file)))).ToList();
        Console.WriteLine($"\n{folder}: {photos.Count} photos, {photos.Average(photo => photo.Photo.Width * (double)photo.Photo.Height) / 1e6:F2} MP on average");
        var process = Process.GetCurrentProcess();
        PhotoQuality.Of(photos[0].Photo.Pixels);
        process.Refresh();
        var before = process.TotalProcessorTime;
        var measures = photos.ConvertAll(photo => (photo.Name, Quality: PhotoQuality.Of(photo.Photo.Pixels)));
        process.Refresh();
        Console.WriteLine($"{(process.TotalProcessorTime - before).TotalMilliseconds / photos.Count:F2} ms a photo");

        Extremes("sharpness", quality => quality.Sharpness);
        Extremes("5th percentile of brightness", quality => -quality.DarkBrightness);
        Extremes("99th percentile of brightness", quality => quality.LightBrightness);
        Extremes("contrast", quality => quality.Contrast);
        Extremes("entropy", quality => quality.Entropy);

        Spoil("as they are", pixels => Pixels.From(pixels.Span, pixels.Width, pixels.Height));
        foreach (var sigma in (ReadOnlySpan<double>)[1, 2, 3, 4, 6, 8])
            Spoil($"blurred, sigma {sigma / 512} of the long side", Spoiled.Blurred(sigma / 512));
        foreach (var factor in (ReadOnlySpan<double>)[0.3, 0.2, 0.1])
            Spoil($"darkened to {factor}", Spoiled.Towards(0, factor));
        foreach (var factor in (ReadOnlySpan<double>)[0.1, 0.05, 0.02])
            Spoil($"brightened, {factor} left", Spoiled.Towards(255, factor));
        foreach (var factor in (ReadOnlySpan<double>)[0.2, 0.1, 0.05])
            Spoil($"flattened, {factor} of the contrast left", Spoiled.Towards(128, factor));

        void Extremes(string name, Func<PhotoQuality, double> measure) => Console.WriteLine(
            $"least {name}: {string.Join(", ", measures.Select(photo => (photo.Name, Value: measure(photo.Quality))).OrderBy(photo => photo.Value).Take(6).Select(photo => $"{photo.Name} {Math.Abs(photo.Value):F3}"))}");

        void Spoil(string name, Func<Pixels, Pixels> spoil)
        {
            var refused = new List<(string Name, string Outcome)>();
            foreach (var (file, photo) in photos)
            {
                using var spoiled = photo with { Pixels = spoil(photo.Pixels) };
                if (Defaults.Check(spoiled) is { } refusal)
                    refused.Add((file, refusal.Outcome));
            }
            var outcomes = string.Join(", ", refused.CountBy(photo => photo.Outcome).Select(count => $"{count.Value} {count.Key}"));
            Console.WriteLine($"| {name} | {refused.Count} of {photos.Count} | {outcomes} |{(refused.Count is > 0 and < 6 ? " " + string.Join(", ", refused.Select(photo => photo.Name)) : "")}");
        }
    }
}

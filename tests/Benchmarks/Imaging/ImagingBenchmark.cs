using System.Diagnostics;
using System.Security.Cryptography;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Deduplication;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Datasets.Chunks;
using PhotoScore.Functions.Datasets.Chunks.Filters;

namespace PhotoScore.Benchmarks.Imaging;

/// <summary>
/// <c>imaging FOLDER [ROUNDS]</c>: processor milliseconds a photo, on one thread, for each step from bytes to a stored photo.
/// <c>imaging --dump FOLDER</c> prints hashes and checksums of what a model would see, to compare with other libraries.
/// </summary>
internal static class ImagingBenchmark
{
    private static readonly Geometry Input = Geometry.ShortSide(256, 224);

    public static Task RunAsync(string[] args)
    {
        switch (args)
        {
            case ["--dump", var folder]:
                Dump(folder);
                break;
            case [var folder, .. var rest]:
                MeasureSteps(folder, rest is [var rounds] ? int.Parse(rounds) : 3);
                break;
            default:
                Console.Error.WriteLine("Name a folder with photos: imaging FOLDER [ROUNDS].");
                break;
        }

        return Task.CompletedTask;
    }

    private static void MeasureSteps(string folder, int rounds)
    {
        var files = Files(folder).Select(File.ReadAllBytes).ToArray();
        var photos = files.Select(file => ImageDecoder.Decode(file)).ToArray();
        var prepared = photos.Select(photo => Preparation.Prepare(photo.Pixels, Geometry.ShortSide(256))).ToArray();
        var shrunk = new DecodeOptions { ShrinkToAtLeast = 512 };
        Console.WriteLine($"{files.Length} photos, {photos.Average(photo => photo.Width * (double)photo.Height) / 1e6:F2} MP on average; ms a photo");

        Measure("decode in full", rounds, files, file => ImageDecoder.Decode(file).Dispose());
        Measure("decode, shrunk to at least 512", rounds, files, file => ImageDecoder.Decode(file, shrunk).Dispose());
        Measure("exact resize to 256, crop 224", rounds, photos, photo => Preparation.Prepare(photo.Pixels, Input).Dispose());
        Measure("dHash", rounds, photos, photo => DHash.Of(photo.Pixels));
        Measure("pHash", rounds, photos, photo => PHash.Of(photo.Pixels));
        var recipe = new Recipe { Sources = [], Labels = new FolderLabels(), Image = new ImageRecipe { MinWidth = 1, MinHeight = 1 } };
        Measure("all that a build does to it", rounds, files, file => PhotoProcessor.Process(file, recipe, PhotoFilterSet.None));
        Measure("encode 256 px at quality 92", rounds, prepared, small => JpegEncoder.Encode(small, 92));
    }

    private static void Measure<T>(string name, int rounds, T[] inputs, Action<T> step)
    {
        step(inputs[0]);
        var (best, process) = (double.MaxValue, Process.GetCurrentProcess());
        for (var round = 0; round < rounds; round++)
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            foreach (var input in inputs)
                step(input);
            process.Refresh();
            best = Math.Min(best, (process.TotalProcessorTime - before).TotalMilliseconds / inputs.Length);
        }

        Console.WriteLine($"{name,-34} {best,8:F3}");
    }

    private static void Dump(string folder)
    {
        foreach (var file in Files(folder))
        {
            using var photo = ImageDecoder.Decode(File.ReadAllBytes(file));
            using var input = Preparation.Prepare(photo.Pixels, Input);
            var checksum = Convert.ToHexStringLower(SHA256.HashData(input.Span));
            Console.WriteLine($"{Path.GetRelativePath(folder, file)}\t{DHash.Of(photo.Pixels)}\t{PHash.Of(photo.Pixels)}\t{checksum}");
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}

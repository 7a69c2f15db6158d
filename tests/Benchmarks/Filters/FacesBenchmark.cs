using System.Diagnostics;
using System.Security.Cryptography;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Faces;

namespace PhotoScore.Benchmarks.Filters;

/// <summary>
/// <c>faces DATA MODELS</c>: for each detector in MODELS, how well "a face of at least this confidence" tells the photos with a face, over
/// DATA/truth/has_face.csv without its unclear rows, at each confidence; and the milliseconds of a photo.
/// </summary>
internal static class FacesBenchmark
{
    private const float Least = 0.02f;
    private static readonly double[] Shown = [0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];

    public static Task RunAsync(string[] args)
    {
        if (args is not [var data, var models])
        {
            Console.Error.WriteLine("Name the folder with photos and truth, and the folder with detectors: faces DATA MODELS.");
            return Task.CompletedTask;
        }

        var photos = File.ReadLines(Path.Combine(data, "truth", "has_face.csv")).Skip(1).Select(row => row.Split(','))
            .Where(row => row[1] is "yes" or "no")
            .Select(row => (Name: row[0], HasFace: row[1] == "yes", Photo: ImageDecoder.Decode(File.ReadAllBytes(Path.Combine(data, row[0])))))
            .ToList();
        Console.WriteLine($"{photos.Count} photos, {photos.Count(photo => photo.HasFace)} with a face, {photos.Average(photo => photo.Photo.Width * (double)photo.Photo.Height) / 1e6:F2} MP on average");
        foreach (var file in Directory.GetFiles(models, "*.onnx").Order(StringComparer.Ordinal))
        {
            var onnx = File.ReadAllBytes(file);
            var kind = Path.GetFileName(file).Contains("yunet", StringComparison.OrdinalIgnoreCase) ? FaceModelKind.YuNet : FaceModelKind.Rfb320;
            using var detector = FaceDetector.Load(kind, onnx, Convert.ToHexStringLower(SHA256.HashData(onnx)));
            Measure(Path.GetFileName(file), detector, photos);
        }
        return Task.CompletedTask;
    }

    private static void Measure(string name, FaceDetector detector, List<(string Name, bool HasFace, DecodedImage Photo)> photos)
    {
        var process = Process.GetCurrentProcess();
        detector.Detect(photos[0].Photo.Pixels, Least);
        process.Refresh();
        var before = process.TotalProcessorTime;
        var best = photos.ConvertAll(photo => (photo.Name, photo.HasFace, Confidence: Best(detector, photo.Photo)));
        process.Refresh();
        Console.WriteLine($"\n{name}, {detector.Width} x {detector.Height}, {(process.TotalProcessorTime - before).TotalMilliseconds / photos.Count:F1} ms a photo");

        Console.WriteLine("| confidence | precision | recall | F1 | missed | false |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var confidence in Shown)
            Console.WriteLine(Row(At(best, confidence)));
        var bestOf = best.Select(photo => (double)photo.Confidence).Distinct().Select(confidence => At(best, confidence)).MaxBy(score => score.F1)!;
        Console.WriteLine($"best: {Row(bestOf)}");
        Console.WriteLine($"least sure of: {string.Join(", ", best.Where(photo => photo.HasFace).OrderBy(photo => photo.Confidence).Take(3).Select(Shortly))}");
        Console.WriteLine($"false alarms:  {string.Join(", ", best.Where(photo => !photo.HasFace).OrderByDescending(photo => photo.Confidence).Take(5).Select(Shortly))}");

        static string Shortly((string Name, bool, float Confidence) photo) => $"{photo.Name} {photo.Confidence:F3}";
    }

    private static float Best(FaceDetector detector, DecodedImage photo) => detector.Detect(photo.Pixels, Least) is [var first, ..] ? first.Confidence : 0;

    private static Score At(List<(string Name, bool HasFace, float Confidence)> photos, double confidence)
    {
        var found = photos.Where(photo => photo.Confidence >= confidence).ToList();
        var right = found.Count(photo => photo.HasFace);
        return new Score(confidence, right, found.Count - right, photos.Count(photo => photo.HasFace) - right);
    }

    private static string Row(Score s) => $"| {s.Confidence:F3} | {s.Precision:F3} | {s.Recall:F3} | {s.F1:F3} | {s.Missed} | {s.False} |";

    private sealed record Score(double Confidence, int Right, int False, int Missed)
    {
        public double Precision => Right + False == 0 ? 1 : (double)Right / (Right + False);

        public double Recall => (double)Right / (Right + Missed);

        public double F1 => 2.0 * Right / ((2 * Right) + False + Missed);
    }
}

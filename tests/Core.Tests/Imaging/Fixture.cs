using System.Text.Json;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Tests.Imaging;

/// <summary>Pictures and truths that Pillow made (Fixtures/make_fixtures.py).</summary>
internal static class Fixture
{
    public static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Imaging", "Fixtures", file));

    /// <summary>A lossless picture; with one channel when Pillow had it so.</summary>
    public static Pixels Picture(string file, int channels)
    {
        using var image = ImageDecoder.Decode(Bytes(file));
        return channels == 1 ? Luma.Of(image.Pixels) : Pixels.From(image.Pixels.Span, image.Width, image.Height);
    }

    public static int Channels(string file) => file.Contains("grey", StringComparison.Ordinal) ? 1 : 3;

    /// <summary>One list of truth.json.</summary>
    public static T[] Truth<T>(string list)
    {
        using var truth = JsonDocument.Parse(Bytes("truth.json"));
        return truth.RootElement.GetProperty(list).Deserialize<T[]>(JsonSerializerOptions.Web)!;
    }

    /// <summary>How many samples differ, and the largest difference, in words; null when the pictures are equal.</summary>
    public static string? Difference(Pixels expected, Pixels actual)
    {
        if ((expected.Width, expected.Height, expected.Channels) != (actual.Width, actual.Height, actual.Channels))
            return $"{actual.Width} x {actual.Height} x {actual.Channels} instead of {expected.Width} x {expected.Height} x {expected.Channels}";

        var differences = new List<int>();
        for (var i = 0; i < expected.Span.Length; i++)
        {
            if (expected.Span[i] != actual.Span[i])
                differences.Add(Math.Abs(expected.Span[i] - actual.Span[i]));
        }

        return differences.Count == 0 ? null : $"{differences.Count} of {expected.Span.Length} samples differ, by up to {differences.Max()}";
    }
}

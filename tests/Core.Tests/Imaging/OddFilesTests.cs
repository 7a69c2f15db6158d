using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Tests.Imaging;

/// <summary>Broken, hostile and unusual files that others collected. Each must end in upright pixels or in a named reason.</summary>
public sealed class OddFilesTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["broken.png"] = "truncated",
        ["decompression_bomb.gif"] = "truncated",
        ["made_half_photo.jpg"] = "truncated",
        ["made_header_only.jpg"] = "truncated",
        ["made_html_error_page.jpg"] = "not-an-image",
        ["made_json_error.jpg"] = "not-an-image",
        ["made_zero_bytes.jpg"] = "empty",
        ["truncated_image.png"] = "truncated",
        ["truncated_jpeg.jpg"] = "truncated",
        ["ukbench09268_corrupt.jpg"] = "not-an-image",
        ["ultrahdr.jpg"] = "truncated",
        ["zero_width.gif"] = "truncated",
    };

    [Fact]
    public void Decode_of_every_odd_file_ends_in_pixels_or_in_its_reason()
    {
        var folder = SharedData.Folder("odd-files");
        var faults = new List<string>();

        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            var (code, text) = Outcome(File.ReadAllBytes(path));
            output.WriteLine($"{name,-56} {code,-18} {text}");
            if (code != Expected(name))
                faults.Add($"{name}: {code} instead of {Expected(name)}");
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void Decode_of_one_picture_in_nine_orientations_is_upright_each_time()
    {
        var folder = SharedData.Folder("odd-files");
        using var upright = ImageDecoder.Decode(File.ReadAllBytes(Path.Combine(folder, "Landscape_1.jpg")));
        using var expected = Preparation.Prepare(upright.Pixels, Geometry.Squash(30, 20));

        for (var orientation = 0; orientation <= 8; orientation++)
        {
            using var image = ImageDecoder.Decode(File.ReadAllBytes(Path.Combine(folder, $"Landscape_{orientation}.jpg")));
            using var actual = Preparation.Prepare(image.Pixels, Geometry.Squash(30, 20));

            // Each file was compressed by itself, and its number is written into the picture.
            Assert.InRange(MeanDifference(expected, actual), 0, 8);
        }
    }

    private static string Expected(string name) =>
        Refused.TryGetValue(name, out var code) ? code
        : Path.GetExtension(name) is ".tif" or ".tiff" or ".bmp" or ".ico" or ".avif" ? "unsupported-format"
        : "decoded";

    private static (string Code, string Text) Outcome(byte[] data)
    {
        try
        {
            using var image = ImageDecoder.Decode(data);
            Assert.Equal(image.Width * image.Height * 3, image.Pixels.Span.Length);
            return ("decoded", $"{image.Format.Code()} {image.Width} x {image.Height}, orientation {image.Orientation}");
        }
        catch (ImageRejectedException e)
        {
            return (e.Code, e.Message);
        }
    }

    private static double MeanDifference(Pixels a, Pixels b)
    {
        Assert.Equal((a.Width, a.Height), (b.Width, b.Height));
        var sum = 0L;
        for (var i = 0; i < a.Span.Length; i++)
            sum += Math.Abs(a.Span[i] - b.Span[i]);
        return (double)sum / a.Span.Length;
    }
}

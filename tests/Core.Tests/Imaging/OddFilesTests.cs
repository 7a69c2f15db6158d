using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Tests.Imaging;

/// <summary>Broken, hostile and unusual files that others collected. Each must end in pixels or in a named reason.</summary>
public sealed class OddFilesTests(ITestOutputHelper output)
{
    [Fact]
    public void Decode_of_every_odd_file_ends_in_pixels_or_in_a_named_reason()
    {
        var folder = SharedData.Folder("odd-files");

        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            output.WriteLine($"{Path.GetFileName(path),-56} {Outcome(File.ReadAllBytes(path))}");
    }

    private static string Outcome(byte[] data)
    {
        try
        {
            using var image = ImageDecoder.Decode(data);
            return $"{image.Format.Code()} {image.Width} x {image.Height}, orientation {image.Orientation}";
        }
        catch (ImageRejectedException e)
        {
            return $"{e.Code}: {e.Message}";
        }
    }
}

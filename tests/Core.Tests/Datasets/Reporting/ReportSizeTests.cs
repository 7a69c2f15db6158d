using System.Text.Json;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Reporting.Html;
using PhotoScore.Core.Json;
using PhotoScore.Core.Reporting;

namespace PhotoScore.Core.Tests.Datasets.Reporting;

public sealed class ReportSizeTests
{
    private const int Bound = 2_000_000;
    private static readonly Random Random = new(1);
    private static readonly ReportPicture Noise = Thumbnail.Of(SomeReport.Jpeg(2, 400, 200, cells: 200));

    [Theory]
    [InlineData(2)]
    [InlineData(24)]
    [InlineData(3_000)]
    public void Render_large_dataset_of_noise_and_long_names_stays_below_two_megabytes(int classes)
    {
        var report = new SomeReport
        {
            Recipe = """{ "sources": [ { "kind": "folder", "name": "f" } ], "labels": { "kind": "folder" }, "split": { "groupBy": "cluster" } }""",
            Entries = [.. Enumerable.Range(0, 30_000).Select(i => Entry(i, classes)), .. Enumerable.Range(0, 70_000).Select(i => SomeReport.Lost($"lost-{i}", $"http-{400 + (i % 150)}"))],
            Picture = _ => Noise,
            Means = Enumerable.Range(0, classes).ToDictionary(label => label, _ => Noise),
        }.Make();

        Assert.Equal(100_000, report.Candidates);
        Assert.InRange(ReportPage.Render(report).Length, 100_000, Bound);
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(report, StoredJson.Indented).Length, 100_000, Bound);
    }

    [Theory]
    [InlineData(400, 300, 128, 96)]
    [InlineData(64, 64, 96, 96)]
    [InlineData(2_000, 100, 192, 96)]
    [InlineData(100, 2_000, 48, 96)]
    [InlineData(1, 1, 96, 96)]
    public void Thumbnail_has_the_height_of_a_row(int width, int height, int expectedWidth, int expectedHeight)
    {
        var picture = Thumbnail.Of(SomeReport.Jpeg(1, width, height));

        Assert.Equal((expectedWidth, expectedHeight), (picture.Width, picture.Height));
        using var decoded = Core.Imaging.ImageDecoder.Decode(picture.Jpeg);
        Assert.Equal((expectedWidth, expectedHeight), (decoded.Width, decoded.Height));
    }

    [Fact]
    public void Thumbnail_of_noise_is_small_all_the_same() => Assert.InRange(Noise.Jpeg.Length, 1_000, 4_608);

    private static LedgerEntry Entry(int i, int classes)
    {
        var words = $"{i} {new string('<', 3_000)}";
        return Some.Kept(
            Some.Candidate(Some.Id(i), $"class {i % classes} {new string('&', 300)}", words) with { Title = words, License = words, Page = $"https://photos.example/{new string('a', i % 2 == 0 ? 1_500 : 450)}/{i}" },
            // One in ten is the same as the one before.
            Some.Facts($"{(i % 10 == 9 ? i - 1 : i)}", offset: i) with { Width = Random.Next(100, 9_000), Height = Random.Next(100, 9_000), Bytes = Random.Next(1_000, 20_000_000) });
    }
}

using System.Text;
using System.Xml;
using System.Xml.Linq;
using PhotoScore.Core.Models.Reporting;
using PhotoScore.Testing;
using PhotoScore.Trainer.Jobs;
using PhotoScore.Trainer.Tests.Jobs;

namespace PhotoScore.Trainer.Tests.Reporting;

/// <summary>What a whole job leaves behind for people.</summary>
public sealed class ReportedJobTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_leaves_a_report_a_card_and_curves_for_TensorBoard()
    {
        var job = await StoredJob.CreateAsync(azurite, epochs: 4);
        await job.Datasets.UploadBlobAsync(
            "stripes/v1/report.json", BinaryData.FromString("""{ "licenses": { "top": [ { "name": "CC-BY-4.0", "count": 120 } ], "distinct": 1, "total": 120, "exact": true } }"""), Cancellation);
        using var lines = new StringWriter();

        var outcome = await new JobRunner(new TrainerLog(lines, TimeProvider.System), TimeProvider.System).RunAsync(
            JobStorage.FromConnection(azurite.ConnectionString), job.Uri, attempt: 1, TimeSpan.FromMinutes(1), Cancellation);

        Assert.Equal(JobOutcome.Published, outcome);
        Assert.Equal("", string.Join("\n", lines.ToString().Split("\n").SkipWhile(line => !line.Contains("without a report", StringComparison.Ordinal)).Take(8)));
        var report = await job.JsonAsync<ModelReport>(job.Paths.ReportData);
        var manifest = await job.ManifestAsync();
        Assert.Equal((manifest.OnnxSha256, 4), (report.Model.OnnxSha256, report.Curve.Count));
        // 24 photos in either split.
        Assert.Equal(24, report.Reliability.Sum(bin => bin.Photos));
        Assert.Equal(24, report.Scores.Counts.Sum(series => series.Sum()));
        Assert.Equal(24, report.Means.Sum(mean => mean.Photos));
        Assert.Equal(manifest.Test.RocAuc!.Value, Assert.Single(report.Curves).Area, 9);
        Assert.Equal(["top", "bottom", "losses"], report.Photos.Select(group => group.Id));
        Assert.All(report.Photos, group => Assert.Equal(24, group.Photos.Count));
        Assert.NotEmpty(report.Explanations);
        Assert.All(report.Explanations, one => Assert.Equal(("gradCam", true), (one.Method, one.Saliency is not null)));

        var page = Parse((await job.ReadAsync(job.Paths.Report)).ToArray());
        Assert.Equal((3 * 24) + (3 * report.Explanations.Count) + report.Means.Count, page.Descendants("img").Count());
        Assert.All(page.Descendants().Attributes("src"), source => Assert.StartsWith("data:image/jpeg;base64,", source.Value, StringComparison.Ordinal));
        var card = (await job.ReadAsync(job.Paths.Card)).ToString();
        Assert.Contains(manifest.OnnxSha256, card, StringComparison.Ordinal);
        Assert.Contains("- Photos: CC-BY-4.0 (120).", card, StringComparison.Ordinal);
        Assert.True((await job.ReadAsync(job.Paths.Events)).ToMemory().Length > 500);
    }

    private static XDocument Parse(byte[] html)
    {
        using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(html)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}

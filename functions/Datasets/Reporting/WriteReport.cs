using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Reporting;
using PhotoScore.Core.Datasets.Reporting.Html;
using PhotoScore.Core.Json;
using PhotoScore.Functions.Datasets.Assembling;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Reporting;

/// <summary>
/// Writes <c>report.json</c> and <c>report.html</c> from the dataset's tables, which it reads row by row. The same tables give the same bytes, and
/// what is there stays: an attempt that is repeated changes nothing.
/// </summary>
internal sealed class WriteReport(PhotoStorage storage)
{
    private readonly DatasetStore _store = new(storage.Datasets);
    private readonly ReportPictures _pictures = new(storage.Datasets);

    /// <summary>Writes the report, unless an earlier attempt did.</summary>
    [Function(nameof(WriteReport))]
    public async Task RunAsync([ActivityTrigger] BuildId build, CancellationToken cancellation)
    {
        if (await storage.Datasets.GetBlobClient(build.Paths.Report).ExistsAsync(cancellation))
            return;

        var report = await MakeAsync(build, cancellation);
        await CreateAsync(build.Paths.ReportData, JsonSerializer.SerializeToUtf8Bytes(report, StoredJson.Indented), "application/json", cancellation);
        await CreateAsync(build.Paths.Report, ReportPage.Render(report), "text/html; charset=utf-8", cancellation);
    }

    private async Task<DatasetReport> MakeAsync(BuildId build, CancellationToken cancellation)
    {
        var manifest = (await storage.Datasets.TryReadJsonAsync<DatasetManifest>(build.Work.Manifest, cancellation))!;
        var assembled = (await storage.Datasets.TryReadJsonAsync<AssembledPlan>(build.Work.Assembled, cancellation))!;

        var ledger = new LedgerSurvey();
        await foreach (var entry in _store.LedgerAsync(build.Paths, cancellation))
            ledger.Add(entry);
        var photos = new PhotoSurvey(manifest.Classes.Count);
        await foreach (var row in _store.PhotosAsync(build.Paths, cancellation))
            photos.Add(row);
        var measures = new PhotoMeasures(photos);
        await foreach (var row in _store.PhotosAsync(build.Paths, cancellation))
            measures.Add(row);

        var assembly = new ReportAssembly(manifest, assembled.Clusters, photos);
        return assembly.Make(
            ledger, measures,
            await _pictures.ThumbnailsAsync(assembly.Pictures, cancellation),
            await _pictures.MeansAsync(build.Paths, assembly.PicturedClasses, cancellation));
    }

    private async Task CreateAsync(string name, byte[] content, string type, CancellationToken cancellation)
    {
        try
        {
            var options = new BlobUploadOptions
            {
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                HttpHeaders = new BlobHttpHeaders { ContentType = type },
            };
            await storage.Datasets.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), options, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // A twin was faster, with the same bytes.
        }
    }
}

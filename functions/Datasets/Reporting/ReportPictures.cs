using System.Collections.Concurrent;
using Azure.Storage.Blobs;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Reporting;
using PhotoScore.Core.Datasets.Statistics;
using PhotoScore.Core.Reporting;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Reporting;

/// <summary>Gets the pictures of a report out of storage: a few hundred at most, each by a range of its tar.</summary>
internal sealed class ReportPictures(BlobContainerClient container)
{
    private const int AtOnce = 8;
    private readonly DatasetStore _store = new(container);

    /// <summary>What stored photos look like.</summary>
    public async Task<IReadOnlyDictionary<PictureSource, ReportPicture>> ThumbnailsAsync(IEnumerable<PictureSource> photos, CancellationToken cancellation)
    {
        var thumbnails = new ConcurrentDictionary<PictureSource, ReportPicture>();
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(photos, bounds, async (photo, token) =>
            thumbnails[photo] = Thumbnail.Of(await _store.JpegAsync(photo.Tar, photo.Offset, photo.Length, token)));
        return thumbnails;
    }

    /// <summary>The mean pictures of classes that have one.</summary>
    public async Task<IReadOnlyDictionary<int, ReportPicture>> MeansAsync(DatasetPaths paths, IEnumerable<int> labels, CancellationToken cancellation)
    {
        var means = new Dictionary<int, ReportPicture>();
        foreach (var label in labels)
        {
            if (await container.TryReadAsync(paths.MeanPicture(label), cancellation) is { } jpeg)
                means[label] = new ReportPicture(MeanImage.ReportSide, MeanImage.ReportSide, jpeg.ToArray());
        }
        return means;
    }
}

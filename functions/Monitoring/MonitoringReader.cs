using System.Globalization;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Monitoring;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Monitoring;

/// <summary>Merges what all processes wrote, and compares it with what the version was validated on.</summary>
internal sealed class MonitoringReader(PhotoStorage storage)
{
    private const int ReadsAtOnce = 8;

    /// <param name="model">The model.</param>
    /// <param name="version">A published version.</param>
    /// <param name="to">The last day, UTC.</param>
    /// <param name="count">How many days.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<MonitoringView> ReadAsync(ModelName model, VersionId version, DateOnly to, int count, CancellationToken cancellation)
    {
        var reference = (await storage.Models.ReadJsonAsync<ModelReference>(new ModelPaths(model, version).Reference, cancellation))?.Value.Statistics;
        var statistics = new PhotoStatistics?[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellation }, async (i, stop) =>
            statistics[i] = await DayAsync(new(model, version), to.AddDays(i + 1 - count), stop));

        var days = statistics.Index().Where(day => day.Item is not null).Select(day => Photos(day.Item!, to.AddDays(day.Index + 1 - count))).ToList();
        var total = statistics.OfType<PhotoStatistics>().Aggregate((PhotoStatistics?)null, (sum, day) => sum?.Merge(day) ?? day) is { } all ? Photos(all, null) : null;
        return new()
        {
            Model = model,
            Version = version,
            From = to.AddDays(1 - count),
            To = to,
            Reference = reference is null ? null : MonitoredPhotos.Of(reference),
            Total = total,
            Days = days,
            Warnings = [.. Warnings(total, days)],
            Note = Note(model, version, reference, total),
        };

        MonitoredPhotos Photos(PhotoStatistics photos, DateOnly? day) =>
            MonitoredPhotos.Of(photos, day, reference is null ? null : DriftComparison.Of(photos, reference));
    }

    private static IEnumerable<DriftWarning> Warnings(MonitoredPhotos? total, List<MonitoredPhotos> days)
    {
        if (total?.Comparison is not { Level: not DriftLevel.TooFew } whole)
            return [];
        var last = days.Count > 1 ? days.FindLast(day => day.Photos >= DriftComparison.LeastPhotos) : null;
        return last is null
            ? DriftWarnings.Of(whole, "total")
            : DriftWarnings.Of(whole, "total").Concat(DriftWarnings.Of(last.Comparison!, last.Day!.Value.ToString("O", CultureInfo.InvariantCulture)));
    }

    private static string? Note(ModelName model, VersionId version, PhotoStatistics? reference, MonitoredPhotos? total) => (reference, total) switch
    {
        (null, _) => $"{model} {version} was published without reference.json, as older models were: what it is served is shown, and can't be compared. A version that is trained now has it.",
        (_, null) => "Nothing was served in these days.",
        (_, { Photos: < DriftComparison.LeastPhotos and var few }) => $"{few} photos are too few to say whether they differ: it takes {DriftComparison.LeastPhotos}.",
        _ => null,
    };

    private async Task<PhotoStatistics?> DayAsync(MonitoringPaths paths, DateOnly day, CancellationToken cancellation)
    {
        PhotoStatistics? merged = null;
        await foreach (var blob in storage.Monitoring.GetBlobsAsync(new GetBlobsOptions { Prefix = paths.Day(day) }, cancellation))
        {
            if ((await storage.Monitoring.ReadJsonAsync<MonitoredDay>(blob.Name, cancellation))?.Value.Statistics is { } one)
                merged = merged?.Merge(one) ?? one;
        }
        return merged;
    }
}

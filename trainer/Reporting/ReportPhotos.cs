using Azure;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Models.Reporting;
using PhotoScore.Core.Reporting;
using PhotoScore.Core.Storage;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.Reporting;

/// <summary>What photos of the validation split look like, who made them, and what was answered.</summary>
internal sealed class ReportPhotos(DatasetStore store, DatasetPaths paths, PhotoSet photos, Probabilities answers, double? threshold)
{
    private const int AtOnce = 8;

    /// <summary>Each of the chosen photos, from the dataset's own files; where these are gone, as the network took it.</summary>
    /// <param name="chosen">Positions in the split.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<IReadOnlyDictionary<int, JudgedPhoto>> LoadAsync(IEnumerable<int> chosen, CancellationToken cancellation)
    {
        var positions = chosen.Distinct().ToArray();
        var rows = await RowsAsync([.. positions.Select(photo => photos.Keys[photo])], cancellation);
        var judged = new JudgedPhoto[positions.Length];
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, positions.Length), bounds, async (i, token) =>
        {
            var photo = positions[i];
            judged[i] = rows.GetValueOrDefault(photos.Keys[photo]) is { } row
                ? Judge(photo, Thumbnail.Of(await store.JpegAsync(paths.Shard(row.Shard), row.Offset, row.Length, token))).With(row.Photo.Candidate)
                : Judge(photo, Pictures.Of(photos[photo], photos.Width, photos.Height));
        });
        return positions.Zip(judged).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private async Task<IReadOnlyDictionary<string, PhotoRow>> RowsAsync(HashSet<string> keys, CancellationToken cancellation)
    {
        var rows = new Dictionary<string, PhotoRow>();
        try
        {
            await foreach (var row in store.PhotosAsync(paths, cancellation))
            {
                if (keys.Contains(row.Photo.Key))
                    rows[row.Photo.Key] = row;
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // A dataset without its table of photos: the network's own pixels are shown.
        }

        return rows;
    }

    private JudgedPhoto Judge(int photo, ReportPicture picture) => new(
        photos.Keys[photo], Link: null, Title: null, Author: null, License: null, photos.Labels[photo], answers.Answer(photo, threshold),
        [.. answers[photo].ToArray().Select(probability => Math.Round(probability, 4))], Math.Round(answers.LossOf(photo), 4), picture);
}

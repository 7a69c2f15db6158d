using PhotoScore.Core.Models.Reporting;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.Reporting;

/// <summary>The mean of the photos that were answered with each class.</summary>
internal static class AnsweredMeans
{
    private const int MostClasses = 12;

    public static IReadOnlyList<AnsweredMean> Of(PhotoSet photos, Probabilities answers, double? threshold)
    {
        var length = photos.Width * photos.Height * 3;
        var means = new List<AnsweredMean>();
        foreach (var answered in Enumerable.Range(0, photos.Count).GroupBy(photo => answers.Answer(photo, threshold)).OrderBy(group => group.Key).Take(MostClasses))
        {
            var sums = new long[length];
            foreach (var photo in answered)
            {
                var pixels = photos[photo];
                for (var i = 0; i < length; i++)
                    sums[i] += pixels[i];
            }

            var count = answered.Count();
            means.Add(new AnsweredMean(answered.Key, count, Pictures.Of([.. sums.Select(sum => (byte)Math.Round((double)sum / count))], photos.Width, photos.Height)));
        }

        return means;
    }
}

using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Trainer.Tests.PairRanking;

/// <summary>Photos whose score is how bright their upper half is, among noise; of three authors who upload one a day.</summary>
internal static class ScoredPhotos
{
    public static (AssembledPhoto Photo, byte[] Jpeg) Dress(AssembledPhoto photo, Random random)
    {
        var (number, score) = (int.Parse(photo.Candidate.Id), random.NextDouble());
        var candidate = photo.Candidate with
        {
            Author = $"author{number % 3}",
            Metrics = new Dictionary<string, double> { ["uploadedAt"] = number / 3 * 86_400.0 },
        };
        return (photo with { Candidate = candidate, Score = 10 * score, Label = score > 0.5 ? 1 : 0 }, Jpeg(score, random));
    }

    public static byte[] Jpeg(double score, Random random)
    {
        using var pixels = new Pixels(56, 56);
        for (var y = 0; y < 56; y++)
        {
            foreach (ref var value in pixels.Row(y))
                value = (byte)(random.Next(100) + (y < 28 ? 150 * score : 75));
        }

        return JpegEncoder.Encode(pixels, 92);
    }
}

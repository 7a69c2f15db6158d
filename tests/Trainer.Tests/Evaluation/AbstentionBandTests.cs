using CsCheck;
using PhotoScore.Core.Models;
using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.Tests.Evaluation;

public sealed class AbstentionBandTests
{
    // Rising probabilities of the second class; the labels overlap around a half.
    private static readonly Probabilities Answers = Of(
        (0.1f, 0), (0.2f, 0), (0.3f, 1), (0.4f, 0), (0.6f, 1), (0.65f, 0), (0.8f, 1), (0.9f, 1));

    [Theory]
    [InlineData(0.0, 0.25, 0.725, 4, 0)]
    [InlineData(0.2, 0.5, 0.725, 6, 1)]
    [InlineData(0.25, 0.5, 0.5, 8, 2)]
    public void Choose_two_classes_leaves_as_few_photos_as_the_error_rate_allows(double most, double low, double high, int answered, int wrong)
    {
        var band = AbstentionBand.Choose(Answers, threshold: 0.5, new() { MaxErrorRate = most })!;

        Assert.Equal((low, high), (Math.Round(band.Low!.Value, 6), Math.Round(band.High!.Value, 6)));
        Assert.Equal((answered / 8.0, (double)wrong / answered, most), (band.Coverage, band.ErrorRate, band.MaxErrorRate));
        Assert.Null(band.LeastProbability);
    }

    [Fact]
    public void Choose_where_the_surest_answers_are_wrong_leaves_every_photo()
    {
        var band = AbstentionBand.Choose(Of((0.1f, 1), (0.4f, 0), (0.6f, 1), (0.9f, 0)), threshold: 0.5, new() { MaxErrorRate = 0 })!;

        Assert.Equal((0.0, 0.0), (band.Coverage, band.ErrorRate));
        Assert.All(new[] { 0f, 0.1f, 0.5f, 0.9f, 1f }, p => Assert.True(band.Abstains([1 - p, p])));
    }

    [Fact]
    public void Choose_more_classes_takes_the_least_top_probability()
    {
        float[] values = [0.9f, 0.05f, 0.05f, 0.1f, 0.8f, 0.1f, 0.6f, 0.2f, 0.2f, 0.2f, 0.3f, 0.5f];
        var answers = new Probabilities(3, values, [0, 1, 1, 2]);

        var band = AbstentionBand.Choose(answers, threshold: null, new() { MaxErrorRate = 0 })!;

        Assert.Equal(0.7, band.LeastProbability!.Value, tolerance: 1e-6);
        Assert.Equal((0.5, 0.0), (band.Coverage, band.ErrorRate));
        Assert.Equal([false, false, true, true], Enumerable.Range(0, 4).Select(photo => band.Abstains(answers[photo])));
    }

    [Fact]
    public void Choose_nothing_wanted_gives_no_band() => Assert.Null(AbstentionBand.Choose(Answers, threshold: 0.5, wanted: null));

    [Fact]
    public void Choose_no_other_band_answers_more_photos_as_well() =>
        Gen.Select(Gen.Select(Gen.Int[0, 20], Gen.Int[0, 1]).Array[1, 14], Gen.Int[0, 20], Gen.Double[0, 0.6]).Sample((photos, at, most) =>
        {
            var answers = Of([.. photos.Select(photo => (photo.Item1 / 20f, photo.Item2))]);
            var threshold = at / 20.0;

            var band = AbstentionBand.Choose(answers, threshold, new() { MaxErrorRate = most })!;

            // Every pair of ends between the probabilities that there can be, counted one by one.
            var ends = Enumerable.Range(-1, 23).Select(end => (end + 0.5) / 20.0).Append(threshold).ToArray();
            var best = 0;
            foreach (var low in ends.Where(end => end <= threshold))
            {
                foreach (var high in ends.Where(end => end >= threshold))
                {
                    var (answered, wrong) = Count(answers, threshold, new() { MaxErrorRate = most, Low = low, High = high, Coverage = 0, ErrorRate = 0 });
                    if (wrong <= (most * answered) + 1e-9)
                        best = Math.Max(best, answered);
                }
            }
            var chosen = Count(answers, threshold, band);
            Assert.Equal(best, chosen.Answered);
            Assert.Equal((chosen.Answered / (double)photos.Length, chosen.Answered == 0 ? 0 : (double)chosen.Wrong / chosen.Answered), (band.Coverage, band.ErrorRate));
        });

    private static (int Answered, int Wrong) Count(Probabilities answers, double threshold, ModelAbstention band)
    {
        var answered = Enumerable.Range(0, answers.Photos).Where(photo => !band.Abstains(answers[photo])).ToArray();
        return (answered.Length, answered.Count(photo => answers.Answer(photo, threshold) != answers.Labels[photo]));
    }

    private static Probabilities Of(params (float P, int Label)[] photos) =>
        new(2, [.. photos.SelectMany(photo => new[] { 1 - photo.P, photo.P })], [.. photos.Select(photo => photo.Label)]);
}

using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Methods;

namespace PhotoScore.Trainer.PairRanking;

/// <summary>
/// Learns by gradient descent which photo of a pair is the better one, and then, on the validation split, how probable each score makes the upper class.
/// </summary>
internal sealed class RankingMethod : ITrainingMethod
{
    public async Task<Learned> LearnAsync(TrainingContext context, CancellationToken cancellation)
    {
        if (context.Dataset.Classes.Count != 2)
            throw new InvalidOperationException($"{context.Architecture.Name} gives photos one number, for two classes, but the dataset has {context.Dataset.Classes.Count}. Build it with a cut into two.");

        var paths = new DatasetPaths(context.Dataset.Dataset, context.Dataset.Version);
        var settings = context.Plan.Ranking ?? new RankingSettings();
        var ranks = await RankedPhotos.ReadAsync(context.Datasets, paths, settings, cancellation);
        var lesson = new RankingLesson(context.Data.Train, context.Data.Validation, ranks, context.Plan.BatchSize);
        context.Log.Write($"Learning from {lesson.PhotosPerEpoch / 2:N0} pairs an epoch: {Describe(settings)}.");
        var learned = await new GradientMethod(lesson).LearnAsync(context, cancellation);
        try
        {
            return Calibrate(learned, ranks, context, cancellation);
        }
        catch
        {
            learned.Dispose();
            throw;
        }
    }

    private static Learned Calibrate(Learned learned, RankedPhotos ranks, TrainingContext context, CancellationToken cancellation)
    {
        var validation = context.Data.Validation;
        var measure = ranks.Measure(validation, PhotoScores.Of(learned.Network, validation, context.Plan.BatchSize, cancellation));
        var (calibrated, scale) = ScoreCalibration.Of(learned, validation, context.Plan.BatchSize, cancellation);
        context.Log.Write($"Validation: rank correlation {measure.RankCorrelation:F4}, {measure.PairAccuracy:P1} of pairs in order; probability by {scale.Slope:F3} x score {scale.Offset:+0.000;-0.000}.");
        context.Examination.Ended(calibrated.Network, cancellation);
        context.SayDiagnoses();
        return calibrated with { Ranks = ranks };
    }

    private static string Describe(RankingSettings settings) =>
        (settings.AnyAuthor ? "of any authors" : "of one author")
        + (settings.WindowDays > 0 ? $", uploaded within {settings.WindowDays} days" : ", uploaded at any time")
        + (settings.MinDifference > 0 ? $", at least {settings.MinDifference} apart in score" : "");
}

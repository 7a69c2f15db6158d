namespace PhotoScore.Trainer.PairRanking;

/// <summary>How well numbers follow scores.</summary>
/// <param name="RankCorrelation">Spearman's, from -1 to 1; null where all scores or all numbers are equal.</param>
/// <param name="PairAccuracy">The share of pairs whose better photo has the higher number, equal ones counted half; null without pairs.</param>
/// <param name="PairLoss">The mean of log(1 + e^-(better - worse)) over pairs; not a number without pairs.</param>
internal sealed record RankingMeasure(double? RankCorrelation, double? PairAccuracy, double PairLoss)
{
    public static RankingMeasure Of(IReadOnlyList<RankedPhoto> photos, PairPool pool, IReadOnlyList<double> answers)
    {
        var pairs = pool.Measured();
        var differences = pairs.Select(pair => answers[pair.Better] - answers[pair.Worse]).ToList();
        return new RankingMeasure(
            Core.Datasets.Labelling.Auditing.RankCorrelation.Of([.. photos.Select(photo => photo.Score)], [.. answers]),
            pairs.Count == 0 ? null : differences.Average(difference => difference > 0 ? 1 : difference == 0 ? 0.5 : 0),
            pairs.Count == 0 ? double.NaN : differences.Average(difference => Math.Max(-difference, 0) + Math.Log(1 + Math.Exp(-Math.Abs(difference)))));
    }
}

using System.Globalization;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Labelling;

/// <summary>Labels photos by their scores.</summary>
internal static class ScoredPhotos
{
    public static LabelledPhotos Decide(ScoreLabels recipe, IReadOnlyList<Candidate> candidates)
    {
        double?[] scores = [.. candidates.Select(candidate => Scores.Compute(recipe.Score, candidate.Metrics))];
        int[] scored = [.. Enumerable.Range(0, scores.Length).Where(i => scores[i] is not null)];
        double[] values = [.. scored.Select(i => scores[i]!.Value)];
        string KeyOf(int position) => candidates[scored[position]].Key;

        var classes = recipe.SplitsTies
            ? ScoreClasses.OfEqualSize(values, recipe.Cut.Classes, KeyOf)
            : ScoreClasses.ByThresholds(values, recipe.Cut);
        var middle = MiddleScores.Choose(recipe.DropMiddle, classes.Distances, KeyOf);

        var decisions = new LabelDecision[candidates.Count];
        for (var i = 0; i < decisions.Length; i++)
        {
            if (scores[i] is null)
                decisions[i] = new LabelDecision(null, null, Outcomes.NoLabel, $"no score: {Scores.WhyNone(recipe.Score, candidates[i].Metrics)}");
        }

        for (var position = 0; position < scored.Length; position++)
        {
            decisions[scored[position]] = middle[position]
                ? new LabelDecision(null, values[position], Outcomes.MiddleScore, Near(values[position], classes.Thresholds))
                : new LabelDecision(classes.Labels[position], values[position], null, null);
        }

        return new LabelledPhotos(decisions, recipe.Names ?? DefaultNames(classes.Thresholds.Length + 1), classes.Thresholds) { TiedAtCuts = classes.TiedAtCuts };
    }

    private static string Near(double score, double[] thresholds) => string.Create(
        CultureInfo.InvariantCulture, $"score {score} is near the threshold {thresholds.MinBy(threshold => Math.Abs(score - threshold))}");

    private static string[] DefaultNames(int classes) =>
        classes == 2 ? ["low", "high"] : [.. Enumerable.Range(1, classes).Select(i => $"level-{i}")];
}

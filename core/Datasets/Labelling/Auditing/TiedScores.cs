using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Labelling.Auditing;

/// <summary>How far scores are the same for several photos.</summary>
/// <param name="AtCut">How many scored photos have a score at which classes part.</param>
/// <param name="Scored">How many photos have a score.</param>
/// <param name="Shared">The share of kept photos whose score is not theirs alone.</param>
/// <param name="Heavy">The share of kept photos whose score a hundredth of them, and at least five, have.</param>
/// <param name="MostFrequent">The share of kept photos that have the most frequent score.</param>
internal sealed record TiedScores(int AtCut, int Scored, double Shared, double Heavy, double MostFrequent)
{
    private const double MostRows = 0.5;
    private const double ManyAtCut = 0.1;
    private const int LeastRun = 5;

    public static TiedScores Of(IReadOnlyList<AssembledPhoto> photos, LabelledPhotos labelled)
    {
        double[] scores = [.. photos.Select(photo => photo.Score).OfType<double>()];
        Array.Sort(scores);
        int shared = 0, heavy = 0, most = 0;
        for (int first = 0, end; first < scores.Length; first = end)
        {
            end = first + 1;
            while (end < scores.Length && scores[end] == scores[first]) end++;
            var run = end - first;
            if (run > 1) shared += run;
            if (run >= LeastRun && run >= scores.Length / 100.0) heavy += run;
            most = Math.Max(most, run);
        }

        // Two cuts can fall into one run of equal scores.
        var atCut = labelled.Thresholds.Zip(labelled.TiedAtCuts).DistinctBy(pair => pair.First).Sum(pair => pair.Second);
        var scored = labelled.Decisions.Count(decision => decision.Score is not null);
        double n = Math.Max(1, scores.Length);
        return new TiedScores(atCut, scored, shared / n, heavy / n, most / n);
    }

    public IEnumerable<DatasetWarning> Warnings(ScoreLabels recipe)
    {
        // Who names thresholds knows the scores; a cut that looks for the middle of tied scores finds none.
        if (recipe.Cut.Kind == CutKind.Thresholds)
            yield break;
        if (Heavy > MostRows)
        {
            yield return new DatasetWarning("tied-scores", AuditText.Of(
                $"Most photos are tied: {Heavy:P1} have a score that many others have too, the most frequent one {MostFrequent:P1}. {AtCutText(recipe)} Take a score that tells more photos apart, filter out those without any reaction, or name thresholds."));
        }
        else if (AtCut > ManyAtCut * Scored)
        {
            yield return new DatasetWarning("tied-scores", AuditText.Of(
                $"{AtCutText(recipe)} Take a score that tells more photos apart, name thresholds, or leave photos near the cut out with dropMiddle."));
        }
    }

    private string AtCutText(ScoreLabels recipe) => AuditText.Of(
        $"{AtCut} of {Scored} scored photos have the very score at which classes part, {(recipe.SplitsTies ? "and chance (the hash of their keys) gave them their class." : "and all of them fell to one side, so that classes are not of the size that the cut promises.")}");
}

using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary>How good the model is, on both splits, and how good knowing nothing would be.</summary>
internal static class MetricsSection
{
    private const int ClassesListed = 24;

    public static Section Of(ModelReport report) => new("metrics", "Metrics", Markup.Of(
        $"""
        <p>{Verdict(report.Model)}</p>
        {Parts.Table(["Metric", "Test", "95% interval", "Validation", "95% interval"], Rows(report.Model.Test, report.Model.Validation))}
        <p class="note">The validation split chose the epoch{(report.Model.Threshold is { } threshold ? $" and the threshold of {Show.Number(threshold)}" : "")}, so its figures flatter the model; the test split was looked at once.{Groups(report.Model.Test)}</p>
        {Baselines(report.Model)}
        {Tests(report.Model.Test)}
        {Classes(report.Model)}
        {AbstentionPart.Of(report.Model)}
        {Duplicates(report.Model.Test.KnownDuplicates)}
        """));

    private static string Verdict(ModelManifest model)
    {
        var (test, chance) = (model.Test, 1.0 / model.Classes.Count);
        if (TestedClasses.Only(model) is { } only)
            return $"All {Show.Count(test.Photos)} test photos are of '{only}', and {Figures.Share(test.Accuracy)} of them are recognised. Always answering '{only}' is right each time: how well the classes are told apart was not measured.";
        var low = test.BalancedAccuracyInterval is [var bound, _] ? bound : test.BalancedAccuracy;
        return low > chance
            ? $"On {Show.Count(test.Photos)} test photos the balanced accuracy is {Figures.Share(test.BalancedAccuracy)} ({Figures.Interval(test.BalancedAccuracyInterval)}), above the {Figures.Share(chance)} of knowing nothing."
            : $"On {Show.Count(test.Photos)} test photos the balanced accuracy is {Figures.Share(test.BalancedAccuracy)}, and its interval ({Figures.Interval(test.BalancedAccuracyInterval)}) does not lie above the {Figures.Share(chance)} of knowing nothing: this model can't be told from a guess.";
    }

    private static string Groups(EvaluationMetrics test) => test.Groups is { } groups
        ? $" Intervals are of a bootstrap over {Show.Count(groups, "group", "groups")} of photos: duplicates, and authors where splits keep them together, stay together."
        : "";

    private static IEnumerable<IReadOnlyList<Markup>> Rows(EvaluationMetrics test, EvaluationMetrics validation) =>
        from pair in MetricList.Of(test).Zip(MetricList.Of(validation))
        where pair.First.Value is not null || pair.Second.Value is not null
        select (IReadOnlyList<Markup>)
        [
            Parts.Of(pair.First.Name),
            Value(pair.First.Value), Parts.Of(Figures.Interval(pair.First.Interval)), Value(pair.Second.Value), Parts.Of(Figures.Interval(pair.Second.Interval)),
        ];

    private static Markup Value(double? value) => Parts.Of(value is { } known ? Figures.Share(known) : "–");

    private static Markup Baselines(ModelManifest model) => model.Test.Baselines.Count == 0 ? Markup.Empty : Markup.Of(
        $"""
        <h3>Baselines <small>simpler ways to answer the same test photos</small></h3>
        {Parts.Table(
            ["Baseline", "What it does", "Accuracy", "Balanced accuracy", "95% interval"],
            model.Test.Baselines.Select(baseline => (IReadOnlyList<Markup>)
                [Markup.Of($"<code>{baseline.Name}</code>"), Parts.Of(baseline.What), Value(baseline.Accuracy.Value), Value(baseline.BalancedAccuracy.Value), Parts.Of(Figures.Interval(baseline.BalancedAccuracy.Low, baseline.BalancedAccuracy.High))])
                .Append([Parts.Of("This model"), Parts.Of(""), Value(model.Test.Accuracy), Value(model.Test.BalancedAccuracy), Parts.Of(Figures.Interval(model.Test.BalancedAccuracyInterval))]),
            textColumns: 2,
            kind: "baselines")}
        """);

    private static Markup Tests(EvaluationMetrics test)
    {
        (string Against, BinomialTest? Test)[] all = [("chance", test.AgainstChance), ("the majority class", test.AgainstMajority)];
        var rows = all.Where(one => one.Test is not null).Select(one => (IReadOnlyList<Markup>)
            [Parts.Of(one.Against), Value(one.Test!.Expected), Parts.Of($"{Show.Count(one.Test.Right)} of {Show.Count(one.Test.Photos)}"), Parts.Of(one.Test.PValue < 1e-12 ? "< 1e−12" : Show.Number(one.Test.PValue)), Parts.Of(one.Test.Significant ? "yes" : "no")]).ToList();
        return rows.Count == 0 ? Markup.Empty : Markup.Of(
            $"""
            <h3>Could it be luck? <small>exact binomial tests</small></h3>
            {Parts.Table(["Against", "Right by luck", "Right", "p", "Better at 0.1%"], rows)}
            """);
    }

    private static Markup Classes(ModelManifest model) => model.Test.Classes.Count == 0 ? Markup.Empty : Parts.Details("By class", Parts.Table(
        ["Class", "Photos", "Answered", "Precision", "Recall", "F1", "Average precision"],
        model.Test.Classes.Take(ClassesListed).Select((one, c) => (IReadOnlyList<Markup>)
            [Parts.Class(c, model.Classes[c]), Parts.Count(one.Photos), Parts.Count(one.Answered), Ranged(one.Precision), Ranged(one.Recall), Ranged(one.F1), Ranged(one.AveragePrecision)])));

    private static Markup Ranged(Estimate? estimate) => estimate is null
        ? Parts.Of("–")
        : Markup.Of($"{Figures.Share(estimate.Value)} <small>{Figures.Interval(estimate.Low, estimate.High)}</small>");

    private static Markup Duplicates(KnownDuplicatesEffect? effect) => effect is null ? Markup.Empty : Markup.Of(
        $"""
        <h3>Known duplicates</h3>
        <p>{Show.Count(effect.Photos, "test photo looks", "test photos look")} like a train photo (up to {effect.MaxDistance} bits apart), and {Show.Count(effect.Right)} of them have its label. With these labels taken the accuracy is {Figures.Share(effect.AccuracyWith)} instead of {Figures.Share(effect.AccuracyWithout)}, the balanced accuracy {Figures.Share(effect.BalancedAccuracyWith)} instead of {Figures.Share(effect.BalancedAccuracyWithout)}. {effect.Note}</p>

        """);
}

using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Datasets.Reporting.Html;

/// <summary>What became of the candidates.</summary>
internal static class FunnelSection
{
    public static Section Of(DatasetReport report) => new("funnel", "From candidates to photos", Markup.Of(
        $"""
        <p>{Show.Count(report.Photos)} of {Show.Count(report.Candidates, "candidate", "candidates")} became photos of the dataset ({Show.Share(report.Photos, report.Candidates)}). {Fetching(report.Findings.SuccessRate)}</p>
        {Steps(report.Findings.Funnel)}
        {Parts.Table(["Outcome", "What it means", "", "Candidates", "Share"], report.Outcomes.Select(Row), textColumns: 3, kind: "outcomes")}
        """));

    private static string Fetching(SuccessRate? rate) => rate is { All.Candidates: > 0 } ? rate.All.Sentence : "";

    private static Markup Steps(Funnel funnel) => Markup.Of(
        $"""
        <ol class="funnel">
        {Step("Listed by the sources", funnel.Listed, 0, funnel.Listed)}
        {funnel.Steps.Where(step => step.Entered != step.Passed).Select(step => Step(Words(step.Step), step.Passed, step.Entered - step.Passed, funnel.Listed))}
        </ol>

        """);

    private static Markup Step(string words, int left, int lost, int listed) => Markup.Of(
        $"""
        <li><span class="step">{words}</span>
        <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="1" /><rect class="lost" width="{Width(left + lost, listed)}" height="1" /><rect class="fill" width="{Width(left, listed)}" height="1" /></svg>
        <span class="left">{Show.Count(left)}</span> <span class="minus">{(lost == 0 ? "" : $"−{Show.Count(lost)}")}</span></li>

        """);

    private static double Width(int count, int listed) => 100.0 * count / Math.Max(1, listed);

    private static string Words(OutcomeStep step) => step switch
    {
        OutcomeStep.Listing => "Taken from the lists",
        OutcomeStep.Metrics => "Past the filters on metrics",
        OutcomeStep.Download => "Downloaded",
        OutcomeStep.Decoding => "Decoded",
        OutcomeStep.Picture => "Past the checks of the picture",
        OutcomeStep.Assembling => "Labelled, without duplicates",
        _ => "Kept",
    };

    private static IReadOnlyList<Markup> Row(ReportOutcome outcome) =>
    [
        Markup.Of($"<code>{outcome.Outcome}</code>"),
        Parts.Sentence(outcome.Meaning),
        Parts.Bar(outcome.Share, outcome.Step == OutcomeStep.Done ? "fill" : "lost"),
        Parts.Count(outcome.Count),
        Parts.Of(Show.Percent(outcome.Share)),
    ];
}

using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Reporting;
using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Datasets.Reporting.Html;

/// <summary>Where the photos are from.</summary>
internal static class SourcesSection
{
    public static Section Of(DatasetReport report) => new("sources", "Sources", Markup.Of(
        $"""
        {Parts.Table(["Source", "What was asked for", "Candidates", "Photos", "Kept"], report.Sources.Select(Source), textColumns: 2)}
        {Hosts(report.Findings.SuccessRate)}
        <div class="columns">
        {Ranked("Authors", "Author", report.Authors, report.Photos)}
        </div>

        """));

    public static Markup Ranked(string title, string column, RankedCounts names, int photos) => names.Top.Count == 0 ? Markup.Empty : Markup.Of(
        $"""
        <div><h3>{title} <small>{Distinct(names)}</small></h3>
        {Parts.Table([column, "Photos", "Share"], names.Top.Select(name => (IReadOnlyList<Markup>)[Parts.Foreign(name.Name), Parts.Count(name.Count), Parts.Of(Show.Share(name.Count, photos))]))}</div>

        """);

    private static string Distinct(RankedCounts names)
    {
        var all = names.Exact ? Show.Count(names.Distinct) : $"more than {Show.Count(names.Distinct)}";
        return names.Top.Count == names.Distinct ? all : $"{Show.Count(names.Top.Count)} of {all}{(names.Exact ? "" : ", counts may be too large")}";
    }

    private static IReadOnlyList<Markup> Source(SourceReport source) =>
    [
        Markup.Of($"<code>{source.Kind}</code>"), Parts.Foreign(source.Summary), Parts.Count(source.Candidates), Parts.Count(source.Photos),
        Parts.Of(Show.Share(source.Photos, source.Candidates)),
    ];

    private static Markup Hosts(SuccessRate? rate) => rate is not { Hosts.Count: > 0 } ? Markup.Empty : Markup.Of(
        $"""
        <h3>Hosts <small>{Show.Count(rate.Hosts.Count)}{(rate.OtherHosts > 0 ? $" of {Show.Count(rate.Hosts.Count + rate.OtherHosts)}" : "")}</small></h3>
        {Parts.Table(["Host", "Mostly failed by", "Candidates", "Fetched", "Share"], rate.Hosts.Select(Host), textColumns: 2)}
        """);

    private static IReadOnlyList<Markup> Host(HostSuccess host) =>
    [
        Parts.Foreign(Text.Clip(host.Host, ReportLimits.TitleLength)),
        Parts.Of(string.Join(", ", host.Success.Failures.Take(3).Select(failure => failure.Outcome))),
        Parts.Count(host.Success.Candidates), Parts.Count(host.Success.Fetched), Parts.Of(Show.Percent(host.Success.Share)),
    ];
}

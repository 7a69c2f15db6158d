using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Datasets.Reporting.Html;

/// <summary>How well the labels can be guessed without looking at the photos.</summary>
internal static class ShortcutsSection
{
    public static Section? Of(DatasetReport report) => report.Findings.Labels is not { Shortcuts: { Count: > 0 } shortcuts } ? null : new Section(
        "shortcuts", "Shortcuts to the labels", Markup.Of(
            $"""
            <p>How well one fact alone, which has nothing to do with what a photo shows, predicts its label. What is far above chance a network may learn instead of the picture.</p>
            {Parts.Table(["Fact", "Most telling value", "Balanced accuracy", "Across the splits", "Chance"], shortcuts.Select(Row), textColumns: 2)}
            """));

    private static IReadOnlyList<Markup> Row(LabelShortcut shortcut) =>
    [
        Parts.Of(shortcut.Feature),
        Parts.Foreign(shortcut.Example),
        Parts.Of(Show.Percent(shortcut.BalancedAccuracy)),
        Parts.Of(shortcut.SplitBalancedAccuracy is { } across ? Show.Percent(across) : "–"),
        Parts.Of(Show.Percent(shortcut.Chance)),
    ];
}

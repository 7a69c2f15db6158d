using System.Globalization;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Labelling.Auditing;

/// <summary>A tested shortcut, and the warning where it works.</summary>
internal sealed record ShortcutTest(LabelShortcut Shortcut, DatasetWarning? Warning);

/// <summary>Tests whether labels can be predicted without looking at photos: a classifier would learn that instead.</summary>
internal static class Shortcuts
{
    // A tree learns as much from these as from a million; tables of values take all photos, since an author's few would be lost.
    private const int MostForTrees = 20_000;

    // How much of the way from guessing to certainty a baseline must go: 65% balanced accuracy of two classes.
    private const double Telling = 0.3;

    public static IReadOnlyList<ShortcutTest> Test(Recipe recipe, IReadOnlyList<AssembledPhoto> photos, IReadOnlyList<string> classes)
    {
        var rows = new ShortcutRows(photos, classes);
        if (rows.Classes.Count < 2)
            return [];
        var sample = rows.Sample(MostForTrees, classes);

        (string Feature, BaselineResult? Result)[] tests =
        [
            ("file size", NumberBaseline.Test([new("bytes", photo => photo.Facts.Bytes)], sample)),
            ("image size", NumberBaseline.Test([new("width", photo => photo.Facts.Width), new("height", photo => photo.Facts.Height)], sample)),
            ("aspect ratio", NumberBaseline.Test([new("width / height", photo => (double)photo.Facts.Width / photo.Facts.Height)], sample)),
            ("format", ValueBaseline.Test(photo => photo.Facts.Format, format => format, rows)),
            ("source", SourcesAreClasses(recipe) ? null : ValueBaseline.Test(
                photo => photo.Candidate.Source.ToString(CultureInfo.InvariantCulture), source => $"source {source}", rows)),
            ("author", ValueBaseline.Test(photo => photo.Candidate.Author, author => $"author {author}", rows)),
        ];
        // Of one author's photos alone nothing can be predicted from another's: there is no accuracy to tell of.
        return [.. tests.Where(test => test.Result is { Crossed.IsEmpty: false }).Select(test => Judge(test.Feature, test.Result!, rows))];
    }

    private static ShortcutTest Judge(string feature, BaselineResult result, ShortcutRows rows)
    {
        var shortcut = new LabelShortcut(
            feature,
            Math.Round(result.Crossed.BalancedAccuracy, 4),
            result.Split.IsEmpty ? null : Math.Round(result.Split.BalancedAccuracy, 4),
            Math.Round(rows.Chance, 4),
            Math.Round(rows.Majority, 4),
            result.Example);
        return new ShortcutTest(shortcut, Tells(result.Crossed, rows.Chance) || Tells(result.Split, rows.Chance) ? Warn(shortcut) : null);
    }

    private static bool Tells(RecallTally tally, double chance) =>
        !tally.IsEmpty && tally.BalancedAccuracy >= chance + (Telling * (1 - chance)) && tally.AtLeast() > chance;

    private static DatasetWarning Warn(LabelShortcut shortcut) => new("label-shortcut", AuditText.Of(
        $"The {shortcut.Feature} alone predicts the label: balanced accuracy {shortcut.BalancedAccuracy:P1}{(shortcut.SplitBalancedAccuracy is { } split ? AuditText.Of($" ({split:P1} on validation and test when learned from train)") : "")} where guessing gives {shortcut.Chance:P1} ({shortcut.Example}). {Advice(shortcut.Feature)}"));

    private static string Advice(string feature) => feature switch
    {
        "author" => "A classifier may learn authors' styles instead of what makes the class; keep split.groupBy at author, so that a test has new authors, and gather photos of more authors.",
        "source" => "A classifier may learn how sources differ; take every class from every source.",
        _ => "A classifier may learn that instead of what photos show; gather all classes in the same way, or filter so that they do not differ in it.",
    };

    // Where sources are the classes by the recipe's own word, that they tell the label is no news.
    private static bool SourcesAreClasses(Recipe recipe) => recipe.Labels switch
    {
        ScoreLabels => false,
        OneClassLabels { Positive.Class: null } => true,
        _ => recipe.Sources.All(source => source.Class is not null || source is not (FolderSource or UrlsSource)),
    };
}

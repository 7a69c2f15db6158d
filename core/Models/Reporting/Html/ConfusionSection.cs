using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary>What was taken for what, on the test split.</summary>
internal static class ConfusionSection
{
    /// <summary>A table that still fits a page.</summary>
    private const int MostClasses = 16;

    private const int MostPairs = 20;

    public static Section Of(ModelReport report)
    {
        var (classes, matrix) = (report.Model.Classes, report.Model.Test.ConfusionMatrix);
        return new("confusion", "Confusion", Markup.Of(
            $"""
            <p>Rows are what {Show.Count(report.Model.Test.Photos)} test photos are, columns what they were answered; a cell is the darker the larger its share of the row.</p>
            {(classes.Count <= MostClasses ? Matrix(classes, matrix) : Pairs(classes, matrix))}
            """));
    }

    private static Markup Matrix(IReadOnlyList<string> classes, IReadOnlyList<IReadOnlyList<int>> matrix) => Markup.Of(
        $"""
        <div class="scroll"><table class="confusion">
        <thead><tr><th scope="col">is / answered</th>{classes.Select((name, c) => Markup.Of($"<th scope=\"col\">{Parts.Class(c, name)}</th>"))}<th scope="col" class="number">right</th></tr></thead>
        <tbody>{matrix.Select((row, truth) => Markup.Of($"<tr><th scope=\"row\">{Parts.Class(truth, classes[truth])}</th>{row.Select((count, answer) => Cell(count, row.Sum(), truth == answer))}<td class=\"number\">{Show.Share(row[truth], row.Sum())}</td></tr>\n"))}</tbody>
        </table></div>

        """);

    private static Markup Cell(int count, int all, bool right) => Markup.Of(
        $"""<td class="{(right ? "cell right" : "cell wrong")}" style="--share:{(all == 0 ? 0 : 75.0 * count / all)}%"><strong>{Show.Count(count)}</strong> <small>{Show.Share(count, all)}</small></td>""");

    private static Markup Pairs(IReadOnlyList<string> classes, IReadOnlyList<IReadOnlyList<int>> matrix)
    {
        var pairs = from pair in matrix.SelectMany((row, truth) => row.Select((count, answer) => (Truth: truth, Answer: answer, Count: count, All: row.Sum())))
                    where pair.Truth != pair.Answer && pair.Count > 0
                    orderby pair.Count descending
                    select (IReadOnlyList<Markup>)[Parts.Foreign(classes[pair.Truth]), Parts.Foreign(classes[pair.Answer]), Parts.Count(pair.Count), Parts.Of(Show.Share(pair.Count, pair.All))];
        return Parts.Table(["Is", "Answered", "Photos", "Of the class"], pairs.Take(MostPairs), textColumns: 2);
    }
}

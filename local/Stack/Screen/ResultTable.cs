using PhotoScore.Local.Stack.Demo;
using Spectre.Console;

namespace PhotoScore.Local.Stack.Screen;

/// <summary>The demo's result for a person.</summary>
internal static class ResultTable
{
    public static void Write(IAnsiConsole console, DemoResult result)
    {
        var table = new Table().Border(TableBorder.Rounded).Title($"[bold]{result.Model} {result.ModelVersion}[/]").HideHeaders().AddColumns("", "");
        table.AddRow("learned from", $"{result.Dataset} {result.DatasetVersion}, {result.Counts.GetValueOrDefault("kept"):N0} photos");
        table.AddRow("dataset report", Markup.Escape(result.Report));
        table.AddRow("test accuracy", $"[bold]{result.Accuracy:P1}[/]");
        table.AddRow("test balanced accuracy", $"[bold]{result.BalancedAccuracy:P1}[/]");
        table.AddRow("always the largest class", $"{result.MajorityBaseline:P1}");
        if (result.BestPossibleAccuracy is { } best)
            table.AddRow("best possible", $"{best:P1} (the labels are noisy, and the photo site knows how much)");
        table.AddRow("a photo sent to predict", Describe(result.Prediction));
        table.AddRow("a photo uploaded", Describe(result.Upload));
        table.AddRow("seconds", Markup.Escape(string.Join(", ", result.Seconds.Select(stage => $"{stage.Key} {stage.Value:0.0}"))));
        console.Write(table);
    }

    private static string Describe(DemoAnswer answer)
    {
        var sure = answer.Probabilities.TryGetValue(answer.Class, out var probability) ? $" ({probability:P0})" : "";
        return Markup.Escape($"{answer.Class}{sure}; {answer.Photo}, {answer.Truth}");
    }
}

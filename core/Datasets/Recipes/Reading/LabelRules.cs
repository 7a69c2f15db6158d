using System.Text.Json;

namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>What a recipe may say of its labels.</summary>
internal static class LabelRules
{
    private const int MaxQuantiles = 100;
    private const string CutRule = "Write \"mean\", \"median\", \"quantiles:N\" with N from 2 to 100, or a list of rising thresholds.";

    private static readonly Dictionary<string, Func<Members, Node, LabelsRecipe>> Kinds = new()
    {
        ["folder"] = (_, _) => new FolderLabels(),
        ["given"] = (_, _) => new GivenLabels(),
        ["score"] = Score,
    };

    public static LabelsRecipe Read(Node node)
    {
        var members = new Members(node);
        if (members.Kind(Kinds) is not { } read)
            return new FolderLabels();
        var labels = read(members, node) with { Names = members.Get<IReadOnlyList<string>?>("names", null, value => value.Names()) };
        if (labels.Names is { } names) CheckNames(members["names"]!, names, labels);
        members.Done();
        return labels;
    }

    /// <summary>Labels that folders give need sources that have folders.</summary>
    public static void CheckAgainstSources(Node recipe, Node? labels, Recipe read)
    {
        if (labels is null || !HasKind(labels, "folder"))
            return;
        for (var i = 0; i < read.Sources.Count; i++)
        {
            if (read.Sources[i] is not FolderSource)
            {
                recipe.Faults.Add($"{labels.Path}.kind", "Labels of kind folder need sources of kind folder only; for others write given or score.");
                return;
            }
        }
    }

    private static bool HasKind(Node labels, string kind) =>
        labels.Json.ValueKind == JsonValueKind.Object && labels.Json.TryGetProperty("kind", out var value)
        && value.ValueKind == JsonValueKind.String && value.ValueEquals(kind);

    private static void CheckNames(Node node, IReadOnlyList<string> names, LabelsRecipe labels)
    {
        if (labels is ScoreLabels score && names.Count != score.Cut.Classes)
            node.Fault($"The cut makes {score.Cut.Classes} classes, so write {score.Cut.Classes} names, the lowest scores first; these are {names.Count}.");
        else if (labels is not ScoreLabels && names.Count == 0)
            node.Fault("Name at least one class, or leave this out to take the classes that occur.");
    }

    private static ScoreLabels Score(Members members, Node node)
    {
        var labels = new ScoreLabels
        {
            Score = members.Require("score", new ScoreRecipe(), ScoreOf),
            Cut = members.Get("cut", new Cut { Kind = CutKind.Mean }, CutOf),
            DropMiddle = members.Get("dropMiddle", 0.0, value => value.Number(0, 0.9)),
        };
        if (labels.DropMiddle > 0 && labels.Cut.Classes != 2)
            members["dropMiddle"]!.Fault($"Only a cut into two classes has a middle to drop; this one makes {labels.Cut.Classes}. Write 0.");
        return labels;
    }

    private static ScoreRecipe ScoreOf(Node node)
    {
        var members = new Members(node);
        var score = new ScoreRecipe
        {
            Metric = members.Get<string?>("metric", null, value => value.Text()),
            Ratio = members.Get<IReadOnlyList<string>?>("ratio", null, Ratio),
            Smoothing = members.Get("smoothing", 0.0, value => value.Number(0)),
            Log = members.Optional("log", value => Log(value)),
        };
        if (members.IsObject && score.Metric is null == score.Ratio is null)
            node.Fault("Give exactly one of metric (a name) and ratio (two names).");
        members.Done();
        return score;
    }

    private static IReadOnlyList<string> Ratio(Node node)
    {
        var names = node.Names();
        if (node.Json.ValueKind == JsonValueKind.Array && names.Count != 2)
            node.Fault("Write exactly two names of metrics: numerator and denominator.");
        return names;
    }

    private static double Log(Node node)
    {
        var b = node.Number();
        return b > 1 ? b : node.Fault("Write the base of the logarithm, above 1: 2, 2.718281828459045 or 10.", 2);
    }

    private static Cut CutOf(Node node)
    {
        if (node.Json.ValueKind == JsonValueKind.Array)
        {
            double[] thresholds = [.. node.Items().Select(item => item.Number())];
            if (thresholds.Length is 0 or >= MaxQuantiles || thresholds.Zip(thresholds.Skip(1), (low, high) => low < high).Contains(false))
                node.Fault($"List 1 to {MaxQuantiles - 1} thresholds, each above the one before it.");
            return new Cut { Kind = CutKind.Thresholds, Thresholds = thresholds };
        }

        try
        {
            var cut = node.Json.Deserialize<Cut>()!;
            return cut.Kind == CutKind.Quantiles && cut.Quantiles is < 2 or > MaxQuantiles ? node.Fault(CutRule, new Cut { Kind = CutKind.Mean }) : cut;
        }
        catch (JsonException)
        {
            return node.Fault(CutRule, new Cut { Kind = CutKind.Mean });
        }
    }
}

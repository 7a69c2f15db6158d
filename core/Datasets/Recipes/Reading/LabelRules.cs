using System.Globalization;
using System.Text.Json;

namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>What a recipe may say of its labels.</summary>
internal static class LabelRules
{
    private const int MaxQuantiles = 100;
    private const string CutRule = "Write \"mean\", \"median\", \"quantiles:N\" with N from 2 to 100, or a list of rising thresholds.";

    private static readonly string[] MomentFormats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private static readonly Dictionary<string, Ties> TieRules = new() { ["split"] = Ties.Split, ["together"] = Ties.Together };

    private static readonly Dictionary<string, Func<Members, Node, LabelsRecipe>> Kinds = new()
    {
        ["folder"] = (_, _) => new FolderLabels(),
        ["given"] = (_, _) => new GivenLabels(),
        ["score"] = Score,
        ["oneClass"] = OneClass,
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

    private static void CheckNames(Node node, IReadOnlyList<string> names, LabelsRecipe labels)
    {
        if (labels is ScoreLabels score && names.Count != score.Cut.Classes)
            node.Fault($"The cut makes {score.Cut.Classes} classes, so write {score.Cut.Classes} names, the lowest scores first; these are {names.Count}.");
        else if (labels is OneClassLabels && names.Count != 2)
            node.Fault($"Write two names: that of everything else first, then that of the one class; these are {names.Count}.");
        else if (names.Count == 0)
            node.Fault("Name at least one class, or leave this out to take the classes that occur.");
    }

    private static OneClassLabels OneClass(Members members, Node node) =>
        new() { Positive = members.Require("positive", new PositivePhotos(), Positive) };

    private static PositivePhotos Positive(Node node)
    {
        if (node.Json.ValueKind == JsonValueKind.String)
            return new PositivePhotos { Class = node.Text() };
        if (node.Json.ValueKind != JsonValueKind.Array)
            return node.Fault("Write a list of sources by their index, such as [ 0 ], or a class that sources give.", new PositivePhotos());
        int[] sources = [.. node.Items().Select(item => item.Whole(0))];
        if (sources.Length == 0 || sources.Distinct().Count() < sources.Length)
            node.Fault("List at least one source by its index, and each once.");
        return new PositivePhotos { Sources = sources };
    }

    private static ScoreLabels Score(Members members, Node node)
    {
        var named = members.Require("score", new NamedScore(new ScoreRecipe(), new Cut { Kind = CutKind.Mean }), ScoreOf);
        var labels = new ScoreLabels
        {
            Score = named.Score,
            Cut = members.Get("cut", named.Cut, CutOf),
            Ties = members.Optional("ties", value => value.Choice(TieRules)),
            DropMiddle = members.Get("dropMiddle", 0.0, value => value.Number(0, 0.9)),
        };
        if (labels is { Ties: Ties.Split, Cut.Kind: not CutKind.Quantiles })
            members["ties"]!.Fault("Only quantiles can split equal scores: write quantiles:2 to halve the photos, or together.");
        return labels with { Ties = labels.SplitsTies ? Ties.Split : Ties.Together };
    }

    private static NamedScore ScoreOf(Node node)
    {
        if (node.Json.ValueKind == JsonValueKind.String)
        {
            return StudyScores.ByName.TryGetValue(node.Json.GetString()!, out var named)
                ? named
                : node.Fault($"Write one of {string.Join(", ", StudyScores.ByName.Keys)}, or an object with metric or ratio.", new NamedScore(new ScoreRecipe(), new Cut { Kind = CutKind.Mean }));
        }

        var members = new Members(node);
        var score = new ScoreRecipe
        {
            Metric = members.Get<string?>("metric", null, value => value.Text()),
            Ratio = members.Get<IReadOnlyList<string>?>("ratio", null, Ratio),
            Smoothing = members.Get("smoothing", 0.0, value => value.Number(0)),
            PerDayOnline = members.Get("perDayOnline", false, value => value.Truth()),
            AsOf = members.Optional("asOf", Moment),
            Log = members.Optional("log", value => Log(value)),
        };
        if (members.IsObject && score.Metric is null == score.Ratio is null)
            node.Fault("Give exactly one of metric (a name) and ratio (two names).");
        if (score is { AsOf: not null, PerDayOnline: false })
            members["asOf"]!.Fault("Write \"perDayOnline\": true beside it, or leave this out: only days online count to a date.");
        members.Done();
        return new NamedScore(score, new Cut { Kind = CutKind.Mean });
    }

    private static DateTimeOffset Moment(Node node) =>
        node.Json.ValueKind == JsonValueKind.String && DateTimeOffset.TryParseExact(
            node.Json.GetString(), MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : node.Fault("Write a date such as \"2024-05-31\" or a moment such as \"2024-05-31T12:00:00Z\".", DateTimeOffset.UnixEpoch);

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

using System.Text.Json;

namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>What a recipe may say.</summary>
internal static class RecipeRules
{
    private static readonly Dictionary<string, StoredResize> Resizes = new()
    {
        ["none"] = StoredResize.None,
        ["shortSide"] = StoredResize.ShortSide,
        ["longSide"] = StoredResize.LongSide,
        ["squash"] = StoredResize.Squash,
    };

    private static readonly Dictionary<string, SplitGroup> Groups = new() { ["author"] = SplitGroup.Author, ["cluster"] = SplitGroup.Cluster };

    public static Recipe Read(Node node)
    {
        var members = new Members(node);
        var recipe = new Recipe
        {
            Sources = members.Require<IReadOnlyList<SourceRecipe>>("sources", [], SourceRules.ReadAll),
            Download = members.Get("download", new DownloadRecipe(), Download),
            Image = members.Get("image", new ImageRecipe(), Image),
            Filters = members.Get<IReadOnlyList<FilterRecipe>>("filters", [], FilterRules.ReadAll),
            Duplicates = members.Get("duplicates", new DuplicatesRecipe(), DuplicatesRules.Read),
            Labels = members.Require<LabelsRecipe>("labels", new FolderLabels(), LabelRules.Read),
            Split = members.Get("split", new SplitRecipe(), Split),
            Train = members.Optional("train", Train),
        };
        members.Done();
        // What could be read only in part says nothing of what fits together.
        if (node.Faults.List.Count == 0)
            LabelSourceRules.Check(members["labels"]!, recipe.Labels, recipe.Sources);
        return recipe;
    }

    private static DownloadRecipe Download(Node node)
    {
        var (members, defaults) = (new Members(node), new DownloadRecipe());
        var download = new DownloadRecipe
        {
            TimeoutSeconds = members.Get("timeoutSeconds", defaults.TimeoutSeconds, value => value.Whole(1, 600)),
            Retries = members.Get("retries", defaults.Retries, value => value.Whole(0, 10)),
            MaxBytes = members.Get("maxBytes", defaults.MaxBytes, value => value.Whole(1, 200_000_000)),
            PerHostPerSecond = members.Get("perHostPerSecond", defaults.PerHostPerSecond, value => value.Number(0.01, 10_000)),
            RespectNoAi = members.Get("respectNoAi", defaults.RespectNoAi, value => value.Truth()),
            Reuse = members.Get("reuse", defaults.Reuse, value => value.Truth()),
        };
        members.Done();
        return download;
    }

    private static ImageRecipe Image(Node node)
    {
        var (members, defaults) = (new Members(node), new ImageRecipe());
        var image = new ImageRecipe
        {
            MinWidth = members.Get("minWidth", defaults.MinWidth, value => value.Whole(1, 20_000)),
            MinHeight = members.Get("minHeight", defaults.MinHeight, value => value.Whole(1, 20_000)),
            Resize = members.Get("resize", defaults.Resize, value => value.Choice(Resizes)),
            Size = members.Get("size", defaults.Size, value => value.Whole(8, 4_096)),
            JpegQuality = members.Get("jpegQuality", defaults.JpegQuality, value => value.Whole(1, 100)),
        };
        members.Done();
        return image;
    }

    private static SplitRecipe Split(Node node)
    {
        var (members, defaults) = (new Members(node), new SplitRecipe());
        var split = new SplitRecipe
        {
            Train = members.Get("train", defaults.Train, value => value.Number(0, 1)),
            Validation = members.Get("validation", defaults.Validation, value => value.Number(0, 1)),
            Test = members.Get("test", defaults.Test, value => value.Number(0, 1)),
            Seed = members.Get("seed", defaults.Seed, value => value.Whole(int.MinValue)),
            GroupBy = members.Get("groupBy", defaults.GroupBy, value => value.Choice(Groups)),
        };
        var sum = split.Train + split.Validation + split.Test;
        if (members.IsObject && !(Math.Abs(sum - 1) <= 1e-9))
            node.Fault(FormattableString.Invariant($"Train, validation and test must add up to 1, defaults included; {split.Train}, {split.Validation} and {split.Test} add up to {sum}."));
        members.Done();
        return split;
    }

    // What a training may ask for is read where trainings are; here only that it could be one.
    private static JsonElement Train(Node node)
    {
        if (node.Json.ValueKind != JsonValueKind.Object)
        {
            node.Fault("Write an object: { \"model\": …, \"architecture\": … }.");
            return default;
        }

        foreach (var given in (string[])["dataset", "version"])
        {
            if (node.Json.TryGetProperty(given, out var value))
                node.Member(given, value).Fault("Leave this out: the training takes the dataset that this recipe builds.");
        }

        if (!node.Json.TryGetProperty("model", out var model))
            node.Fault("Add the member 'model': the name of the model to train.");
        else if (model.ValueKind != JsonValueKind.String || !Naming.ModelName.TryParse(model.GetString(), out _))
            node.Member("model", model).Fault($"Write a model's name: {Naming.Names.Rule}.");
        return node.Json.Clone();
    }
}

namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary>Of how many classes the test split holds photos.</summary>
internal static class TestedClasses
{
    /// <summary>The class of all test photos; null where they are of several. How well classes are told apart can't be measured on one.</summary>
    public static string? Only(ModelManifest model) =>
        model.Test.ConfusionMatrix.Index().Where(row => row.Item.Sum() > 0).ToList() is [var (index, _)] && index < model.Classes.Count ? model.Classes[index] : null;
}

using System.Runtime.CompilerServices;

namespace PhotoScore.Functions.Tests.Datasets.Recipes;

/// <summary>The recipes that the documentation shows, as its pages have them.</summary>
internal static class StudyRecipe
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "../../../../docs/recipes", name));

    private static string Here([CallerFilePath] string file = "") => file;
}

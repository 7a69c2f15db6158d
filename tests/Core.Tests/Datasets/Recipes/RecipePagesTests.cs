using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Local.Azurite;

namespace PhotoScore.Core.Tests.Datasets.Recipes;

public sealed class RecipePagesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "recipes");

    public static TheoryData<string> Recipes() => [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Read_recipe_of_the_docs_has_no_faults_and_a_page(string recipe)
    {
        var reading = RecipeReader.Read(File.ReadAllText(Path.Combine(Folder, recipe)));

        Assert.Empty(reading.Faults);
        Assert.True(File.Exists(Path.Combine(Folder, Path.ChangeExtension(recipe, ".md"))));
    }
}

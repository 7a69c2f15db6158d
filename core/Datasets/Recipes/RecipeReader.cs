using System.Text.Json;
using PhotoScore.Core.Datasets.Recipes.Reading;

namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>Something in a recipe that must be changed.</summary>
/// <param name="Path">Where, such as <c>$.sources[0].kind</c>.</param>
/// <param name="Message">What is allowed there.</param>
public sealed record RecipeFault(string Path, string Message);

/// <summary>A recipe, or why it is none.</summary>
/// <param name="Recipe">Null when there is a fault.</param>
/// <param name="Faults">Every fault, in the order of the text.</param>
public sealed record RecipeReading(Recipe? Recipe, IReadOnlyList<RecipeFault> Faults)
{
    /// <summary>The faults by path, as problem+json lists them.</summary>
    public IReadOnlyDictionary<string, string[]> Errors =>
        Faults.GroupBy(fault => fault.Path, fault => fault.Message).ToDictionary(group => group.Key, group => group.ToArray());
}

/// <summary>Reads recipes that people write.</summary>
public static class RecipeReader
{
    /// <summary>Reads a recipe and names all its faults at once. Defaults are filled in.</summary>
    public static RecipeReading Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            return new RecipeReading(null, [new RecipeFault("$", $"This is no JSON: {e.Message}")]);
        }
    }

    /// <summary>Reads a recipe and names all its faults at once. Defaults are filled in.</summary>
    public static RecipeReading Read(JsonElement json)
    {
        var faults = new Faults();
        var recipe = RecipeRules.Read(new Node("$", json, faults));
        return new RecipeReading(faults.List.Count == 0 ? recipe : null, faults.List);
    }
}

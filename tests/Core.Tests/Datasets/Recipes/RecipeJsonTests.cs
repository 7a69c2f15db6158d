using System.Text.Json;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Json;

namespace PhotoScore.Core.Tests.Datasets.Recipes;

public sealed class RecipeJsonTests
{
    [Theory]
    [InlineData("\"mean\"", CutKind.Mean, 2)]
    [InlineData("\"median\"", CutKind.Median, 2)]
    [InlineData("\"quantiles:4\"", CutKind.Quantiles, 4)]
    [InlineData("[0.5,1.5]", CutKind.Thresholds, 3)]
    public void Cut_round_trip_keeps_the_json(string json, CutKind kind, int classes)
    {
        var cut = JsonSerializer.Deserialize<Cut>(json, StoredJson.Compact)!;

        Assert.Equal((kind, classes), (cut.Kind, cut.Classes));
        Assert.Equal(json, JsonSerializer.Serialize(cut, StoredJson.Compact));
    }

    [Fact]
    public void Recipe_kind_not_first_is_read()
    {
        const string Json = """
            { "sources": [ { "name": "smiles", "kind": "folder" } ], "labels": { "names": ["no", "yes"], "kind": "folder" },
              "duplicates": { "hash": "dhash", "onLabelConflict": "dropCluster" } }
            """;

        var recipe = JsonSerializer.Deserialize<Recipe>(Json, StoredJson.Compact)!;

        Assert.Equal("smiles", Assert.IsType<FolderSource>(Assert.Single(recipe.Sources)).Name);
        Assert.Equal(["no", "yes"], Assert.IsType<FolderLabels>(recipe.Labels).Names!);
        Assert.Equal(PerceptualHash.DHash, recipe.Duplicates.Hash);
    }
}

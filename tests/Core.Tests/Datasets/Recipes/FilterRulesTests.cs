using System.Text.Json;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Json;
using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Tests.Datasets.Recipes;

public sealed class FilterRulesTests
{
    [Fact]
    public void Read_filters_of_every_kind_in_their_order()
    {
        var filters = Read("""
            { "kind": "madOutliers", "metric": "likes", "log": true }, { "kind": "resolution", "minMegapixels": 0.3, "maxAspect": 2.5 },
            { "kind": "quality", "minSharpness": 0 }, { "kind": "faces", "maxFaces": 2 },
            { "kind": "model", "model": "is-photo", "version": "v3", "class": "photo", "minProbability": 0.8 }
            """).Recipe!.Filters;

        Assert.Equal(
            [
                new MadOutliersFilter { Metric = "likes", Log = true },
                new ResolutionFilter { MinMegapixels = 0.3, MaxAspect = 2.5 },
                new QualityFilter { MinSharpness = 0 },
                new FacesFilter { MaxFaces = 2 },
                new ModelFilter { Model = ModelName.Parse("is-photo"), Version = new(3), Class = "photo", MinProbability = 0.8 },
            ],
            filters);
    }

    [Fact]
    public void Read_filters_that_were_stored_gives_the_same_json()
    {
        var recipe = Read("""
            { "kind": "resolution", "minWidth": 3 }, { "kind": "quality" }, { "kind": "model", "model": "is-photo", "class": "photo" },
            { "kind": "faces", "detector": "ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789" }
            """).Recipe;
        var stored = JsonSerializer.Serialize(recipe, StoredJson.Indented);

        Assert.Equal(stored, JsonSerializer.Serialize(RecipeReader.Read(stored).Recipe, StoredJson.Indented));
        Assert.Equal(stored, JsonSerializer.Serialize(JsonSerializer.Deserialize<Recipe>(stored, StoredJson.Indented), StoredJson.Indented));
        Assert.Contains("\"abcdef0123456789", stored, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "kind": "madOutliers", "metric": "likes", "log": 2 }""", "$.filters[0].log")]
    [InlineData("""{ "kind": "resolution" }""", "$.filters[0]")]
    [InlineData("""{ "kind": "resolution", "minWidth": 0 }""", "$.filters[0].minWidth")]
    [InlineData("""{ "kind": "resolution", "minWidth": 2, "minHeight": 1.5 }""", "$.filters[0].minHeight")]
    [InlineData("""{ "kind": "resolution", "minMegapixels": -1 }""", "$.filters[0].minMegapixels")]
    [InlineData("""{ "kind": "resolution", "maxAspect": 0.5 }""", "$.filters[0].maxAspect")]
    [InlineData("""{ "kind": "quality", "minSharpness": 256 }""", "$.filters[0].minSharpness")]
    [InlineData("""{ "kind": "quality", "minBrightness": 2 }""", "$.filters[0].minBrightness")]
    [InlineData("""{ "kind": "quality", "maxBrightness": "dark" }""", "$.filters[0].maxBrightness")]
    [InlineData("""{ "kind": "quality", "minContrast": 0.6 }""", "$.filters[0].minContrast")]
    [InlineData("""{ "kind": "quality", "minEntropy": 10 }""", "$.filters[0].minEntropy")]
    [InlineData("""{ "kind": "quality", "allowGrey": 0 }""", "$.filters[0].allowGrey")]
    [InlineData("""{ "kind": "quality", "blur": 3 }""", "$.filters[0].blur")]
    [InlineData("""{ "kind": "faces", "minConfidence": 0 }""", "$.filters[0].minConfidence")]
    [InlineData("""{ "kind": "faces", "minFaces": -1 }""", "$.filters[0].minFaces")]
    [InlineData("""{ "kind": "faces", "minFaces": 0 }""", "$.filters[0]")]
    [InlineData("""{ "kind": "faces", "maxFaces": 0 }""", "$.filters[0]")]
    [InlineData("""{ "kind": "faces", "detector": "yunet" }""", "$.filters[0].detector")]
    [InlineData("""{ "kind": "model", "class": "photo" }""", "$.filters[0]")]
    [InlineData("""{ "kind": "model", "model": "is-photo" }""", "$.filters[0]")]
    [InlineData("""{ "kind": "model", "model": "No Name", "class": "photo" }""", "$.filters[0].model")]
    [InlineData("""{ "kind": "model", "model": "is-photo", "class": "photo", "version": "3" }""", "$.filters[0].version")]
    [InlineData("""{ "kind": "model", "model": "is-photo", "class": "photo", "minProbability": 1.1 }""", "$.filters[0].minProbability")]
    public void Read_bad_filter_is_faulted_where_it_stands(string filter, string path) =>
        Assert.Equal(path, Assert.Single(Read(filter).Faults).Path);

    [Fact]
    public void Read_several_faults_of_one_filter_names_them_all() => Assert.Equal(
        ["$.filters[0].maxFaces", "$.filters[0].minConfidence", "$.filters[0].minFace"],
        Read("""{ "kind": "faces", "minConfidence": 9, "maxFaces": "two", "minFace": 1 }""").Faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void Read_no_faces_at_all_may_be_asked_for() =>
        Assert.Empty(Read("""{ "kind": "faces", "minFaces": 0, "maxFaces": 0 }""").Faults);

    private static RecipeReading Read(string filters) =>
        RecipeReader.Read($$"""{ "sources": [ { "kind": "folder", "name": "pets" } ], "labels": { "kind": "folder" }, "filters": [ {{filters}} ] }""");
}

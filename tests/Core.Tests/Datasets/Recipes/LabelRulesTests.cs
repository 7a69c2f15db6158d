using System.Text.Json;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Json;

namespace PhotoScore.Core.Tests.Datasets.Recipes;

public sealed class LabelRulesTests
{
    private const string Folder = """{ "kind": "folder", "name": "cage" }""";
    private const string Classed = """{ "kind": "urls", "blob": "a.csv", "class": "cage" }""";
    private const string Urls = """{ "kind": "urls", "blob": "a.csv" }""";
    private const string Picsum = """{ "kind": "picsum", "seed": "x", "maxPhotos": 10 }""";

    [Theory]
    [InlineData("favoritesPerView", CutKind.Mean, 2, Ties.Together)]
    [InlineData("likesPerFollower", CutKind.Median, 2, Ties.Together)]
    [InlineData("popularity", CutKind.Quantiles, 3, Ties.Split)]
    [InlineData("favoritesPerDay", CutKind.Median, 2, Ties.Together)]
    public void Read_score_by_name_brings_its_cut_and_is_written_out(string name, CutKind cut, int classes, Ties ties)
    {
        var recipe = Read(Urls, $$"""{ "kind": "score", "score": "{{name}}" }""").Recipe!;

        var labels = Assert.IsType<ScoreLabels>(recipe.Labels);
        Assert.Equal((cut, classes, ties), (labels.Cut.Kind, labels.Cut.Classes, labels.Ties));
        var stored = JsonSerializer.Serialize(recipe, StoredJson.Compact);
        Assert.DoesNotContain($"\"{name}\"", stored.Replace("\"metric\":\"popularity\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(stored, JsonSerializer.Serialize(RecipeReader.Read(stored).Recipe, StoredJson.Compact));
    }

    [Fact]
    public void Read_score_by_name_with_a_cut_takes_that_cut()
    {
        var labels = (ScoreLabels)Read(Urls, """{ "kind": "score", "score": "popularity", "cut": "quantiles:5", "ties": "together" }""").Recipe!.Labels;

        Assert.Equal((5, Ties.Together, false), (labels.Cut.Classes, labels.Ties, labels.SplitsTies));
    }

    [Theory]
    [InlineData("\"2024-05-31\"", "2024-05-31T00:00:00Z")]
    [InlineData("\"2024-05-31T12:30:00Z\"", "2024-05-31T12:30:00Z")]
    [InlineData("\"2024-05-31T12:30:00+02:00\"", "2024-05-31T10:30:00Z")]
    public void Read_asOf_is_a_date_or_a_moment(string text, string moment)
    {
        var recipe = Read(Urls, $$"""{ "kind": "score", "score": { "metric": "likes", "perDayOnline": true, "asOf": {{text}} } }""").Recipe!;

        Assert.Equal(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), ((ScoreLabels)recipe.Labels).Score.AsOf);
        var stored = JsonSerializer.Serialize(recipe, StoredJson.Compact);
        Assert.Equal(stored, JsonSerializer.Serialize(RecipeReader.Read(stored).Recipe, StoredJson.Compact));
    }

    [Theory]
    [InlineData("[0]")]
    [InlineData("\"cage\"")]
    public void Read_one_class_round_trips(string positive)
    {
        var recipe = Read($"{Classed}, {Picsum}", $$"""{ "kind": "oneClass", "positive": {{positive}}, "names": ["other", "cage"] }""").Recipe!;

        var stored = JsonSerializer.Serialize(recipe, StoredJson.Compact);
        Assert.Contains($"\"positive\":{positive}", stored, StringComparison.Ordinal);
        Assert.Equal(stored, JsonSerializer.Serialize(JsonSerializer.Deserialize<Recipe>(stored, StoredJson.Compact), StoredJson.Compact));
    }

    [Theory]
    // Scores.
    [InlineData(Urls, """{ "kind": "score", "score": "likes" }""", "$.labels.score")]
    [InlineData(Urls, """{ "kind": "score", "score": 3 }""", "$.labels.score")]
    [InlineData(Urls, """{ "kind": "score", "score": "popularity", "names": ["low", "high"] }""", "$.labels.names")]
    [InlineData(Urls, """{ "kind": "score", "score": "likesPerFollower", "ties": "split" }""", "$.labels.ties")]
    [InlineData(Urls, """{ "kind": "score", "score": "popularity", "ties": "both" }""", "$.labels.ties")]
    [InlineData(Urls, """{ "kind": "score", "score": { "metric": "likes", "asOf": "2024-05-31" } }""", "$.labels.score.asOf")]
    [InlineData(Urls, """{ "kind": "score", "score": { "metric": "likes", "perDayOnline": true, "asOf": "31.5.2024" } }""", "$.labels.score.asOf")]
    [InlineData(Folder, """{ "kind": "score", "score": "popularity" }""", "$.labels.kind")]
    // Folders and given classes.
    [InlineData($"{Folder}, {Urls}", """{ "kind": "folder" }""", "$.labels.kind")]
    [InlineData($"{Folder}, {Picsum}", """{ "kind": "given" }""", "$.labels.kind")]
    [InlineData($"{Folder}, {Classed}", """{ "kind": "given", "names": ["other"] }""", "$.labels.names")]
    [InlineData($"{Folder}, {Classed}", """{ "kind": "folder", "names": [] }""", "$.labels.names")]
    // One class.
    [InlineData(Folder, """{ "kind": "oneClass", "positive": [0] }""", "$.labels.positive")]
    [InlineData($"{Folder}, {Picsum}", """{ "kind": "oneClass", "positive": [0, 1] }""", "$.labels.positive")]
    [InlineData($"{Folder}, {Picsum}", """{ "kind": "oneClass", "positive": [2] }""", "$.labels.positive")]
    [InlineData($"{Folder}, {Picsum}", """{ "kind": "oneClass", "positive": [0, 0] }""", "$.labels.positive")]
    [InlineData($"{Folder}, {Picsum}", """{ "kind": "oneClass", "positive": [] }""", "$.labels.positive")]
    [InlineData($"{Folder}, {Picsum}", """{ "kind": "oneClass", "positive": 0 }""", "$.labels.positive")]
    [InlineData($"{Folder}, {Picsum}", """{ "kind": "oneClass" }""", "$.labels")]
    [InlineData($"{Folder}, {Picsum}", """{ "kind": "oneClass", "positive": [0], "names": ["cage"] }""", "$.labels.names")]
    [InlineData($"{Classed}, {Picsum}", """{ "kind": "oneClass", "positive": "cgae" }""", "$.labels.positive")]
    [InlineData(Classed, """{ "kind": "oneClass", "positive": "cage" }""", "$.labels.positive")]
    public void Read_labels_that_can_not_be_are_faulted_where_they_stand(string sources, string labels, string path)
    {
        var fault = Assert.Single(Read(sources, labels).Faults);

        Assert.Equal(path, fault.Path);
        Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"{Folder}, {Classed}", """{ "kind": "folder", "names": ["cage", "other"] }""")]
    [InlineData($"{Folder}, {Classed}", """{ "kind": "given" }""")]
    [InlineData($"{Folder}, {Urls}", """{ "kind": "score", "score": "favoritesPerView" }""")]
    [InlineData(Urls, """{ "kind": "oneClass", "positive": "cage" }""")]
    [InlineData($"{Folder}, {Picsum}", """{ "kind": "oneClass", "positive": [0] }""")]
    public void Read_labels_that_can_be_have_no_fault(string sources, string labels) => Assert.Empty(Read(sources, labels).Faults);

    private static RecipeReading Read(string sources, string labels) => RecipeReader.Read($$"""{ "sources": [ {{sources}} ], "labels": {{labels}} }""");
}

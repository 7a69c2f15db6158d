using System.Text.Json;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Json;

namespace PhotoScore.Core.Tests.Datasets.Recipes;

public sealed class RecipeReaderTests
{
    private const string Folder = """[ { "kind": "folder", "name": "smiles" } ]""";

    private const string Full = """
        {
          "sources": [ { "kind": "urls", "blob": "lists/flickr.csv", "maxPhotos": 20000 },
                       { "kind": "urls", "items": [ { "url": "https://photos.example/1.jpg", "metrics": { "views": 3 } } ] } ],
          "download": { "timeoutSeconds": 20, "retries": 3, "maxBytes": 20000000, "perHostPerSecond": 50, "respectNoAi": true },
          "image": { "minWidth": 240, "minHeight": 180, "resize": "shortSide", "size": 256, "jpegQuality": 92 },
          "filters": [ { "kind": "metric", "metric": "views", "min": 100 }, { "kind": "madOutliers", "metric": "followers", "maxDeviations": 3 } ],
          "duplicates": { "hash": "dhash", "maxDistance": 0, "onLabelConflict": "dropCluster" },
          "labels": { "kind": "score", "score": { "ratio": [ "favorites", "views" ], "smoothing": 1, "log": 2 },
                      "cut": "mean", "names": [ "bad", "good" ], "dropMiddle": 0.0 },
          "split": { "train": 0.595, "validation": 0.105, "test": 0.30, "seed": 1, "groupBy": "author" },
          "train": { "model": "sunsets", "architecture": "basic-cnn" }
        }
        """;

    [Fact]
    public void Read_full_recipe_has_no_faults()
    {
        var reading = RecipeReader.Read(Full);

        Assert.Empty(reading.Faults);
        var labels = Assert.IsType<ScoreLabels>(reading.Recipe!.Labels);
        Assert.Equal(["favorites", "views"], labels.Score.Ratio!);
        Assert.Equal(100, Assert.IsType<MetricFilter>(reading.Recipe.Filters[0]).Min);
        Assert.Equal("basic-cnn", reading.Recipe.Train!.Value.GetProperty("architecture").GetString());
    }

    [Fact]
    public void Read_recipe_that_was_read_and_stored_gives_the_same_json()
    {
        var stored = JsonSerializer.Serialize(RecipeReader.Read(Full).Recipe, StoredJson.Indented);

        var again = JsonSerializer.Serialize(RecipeReader.Read(stored).Recipe, StoredJson.Indented);

        Assert.Equal(stored, again);
        Assert.Equal(stored, JsonSerializer.Serialize(JsonSerializer.Deserialize<Recipe>(stored, StoredJson.Indented), StoredJson.Indented));
    }

    [Fact]
    public void Read_duplicates_keeps_every_member()
    {
        var reading = RecipeReader.Read($$"""
            { "sources": {{Folder}}, "labels": { "kind": "folder" },
              "duplicates": { "hash": "dhash", "maxDistance": 10, "mirror": true, "confirm": { "hash": "pdq", "maxDistance": 60 }, "maxDiameter": 12, "onLabelConflict": "majority" } }
            """);

        Assert.Empty(reading.Faults);
        Assert.Equal(
            new DuplicatesRecipe
            {
                Hash = PerceptualHash.DHash,
                MaxDistance = 10,
                Mirror = true,
                Confirm = new ConfirmRecipe { Hash = PerceptualHash.Pdq, MaxDistance = 60 },
                MaxDiameter = 12,
                OnLabelConflict = LabelConflict.Majority,
            },
            reading.Recipe!.Duplicates);
        Assert.Equal(reading.Recipe.Duplicates, JsonSerializer.Deserialize<DuplicatesRecipe>(JsonSerializer.Serialize(reading.Recipe.Duplicates, StoredJson.Indented), StoredJson.Indented));
    }

    [Fact]
    public void Read_only_sources_and_labels_takes_defaults()
    {
        var recipe = RecipeReader.Read($$"""{ "sources": {{Folder}}, "labels": { "kind": "folder" } }""").Recipe!;

        Assert.Equal(new SplitRecipe(), recipe.Split);
        Assert.Equal(new ImageRecipe(), recipe.Image);
        Assert.Equal(new DownloadRecipe(), recipe.Download);
        Assert.Equal(new DuplicatesRecipe(), recipe.Duplicates);
        Assert.Null(recipe.Train);
    }

    [Fact]
    public void Read_many_faults_names_them_all_with_their_paths()
    {
        var reading = RecipeReader.Read("""
            {
              "sources": [ { "kind": "flicker" }, { "kind": "urls" }, { "kind": "folder", "name": "a/../b", "maxPhotos": 0 } ],
              "image": { "jpegQuality": 101, "width": 3 },
              "labels": { "kind": "score", "score": { "ratio": [ "views" ] }, "cut": "quantiles:3", "names": [ "bad", "good" ], "dropMiddle": 0.2 },
              "split": { "train": 0.5 },
              "fliters": []
            }
            """);

        Assert.Null(reading.Recipe);
        Assert.Equal(
            [
                "$.fliters", "$.image.jpegQuality", "$.image.width", "$.labels.names", "$.labels.score.ratio",
                "$.sources[0].kind", "$.sources[1]", "$.sources[2].maxPhotos", "$.sources[2].name", "$.split",
            ],
            reading.Faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
        Assert.Contains("folder, urls", reading.Errors["$.sources[0].kind"][0], StringComparison.Ordinal);
        Assert.Contains("filters", reading.Errors["$.fliters"][0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "cut": "quantiles:1" }""", "$.labels.cut")]
    [InlineData("""{ "cut": "quantiles:101" }""", "$.labels.cut")]
    [InlineData("""{ "cut": "middle" }""", "$.labels.cut")]
    [InlineData("""{ "cut": [ 2, 1 ] }""", "$.labels.cut")]
    [InlineData("""{ "cut": [ 1, 1 ] }""", "$.labels.cut")]
    [InlineData("""{ "cut": [] }""", "$.labels.cut")]
    [InlineData("""{ "cut": [ 1, "2" ] }""", "$.labels.cut[1]")]
    [InlineData("""{ "names": [ "only" ] }""", "$.labels.names")]
    [InlineData("""{ "names": [ "same", "same" ] }""", "$.labels.names[1]")]
    [InlineData("""{ "dropMiddle": 0.91 }""", "$.labels.dropMiddle")]
    [InlineData("""{ "score": { "metric": "views", "ratio": [ "a", "b" ] } }""", "$.labels.score")]
    [InlineData("""{ "score": {} }""", "$.labels.score")]
    [InlineData("""{ "score": { "metric": "views", "log": 1 } }""", "$.labels.score.log")]
    [InlineData("""{ "score": { "metric": "views", "smoothing": -1 } }""", "$.labels.score.smoothing")]
    public void Read_bad_score_labels_are_faulted_where_they_stand(string part, string path)
    {
        var labels = part.Contains("\"score\"", StringComparison.Ordinal) ? part : part.Replace("{ ", """{ "score": { "metric": "views" }, """, StringComparison.Ordinal);
        labels = labels.Insert(1, """ "kind": "score", """);

        var reading = RecipeReader.Read($$"""{ "sources": {{Folder}}, "labels": {{labels}} }""");

        Assert.Contains(path, reading.Faults.Select(fault => fault.Path));
    }

    [Theory]
    [InlineData("""{ "kind": "urls", "blob": "a.csv", "items": [ { "url": "https://a.example/1" } ] }""", "$.sources[0]")]
    [InlineData("""{ "kind": "urls", "blob": "a.txt" }""", "$.sources[0].blob")]
    [InlineData("""{ "kind": "urls", "items": [ { "url": "ftp://a.example/1" } ] }""", "$.sources[0].items[0].url")]
    [InlineData("""{ "kind": "urls", "items": [ { "url": "/1.jpg" } ] }""", "$.sources[0].items[0].url")]
    [InlineData("""{ "kind": "urls", "items": [ {} ] }""", "$.sources[0].items[0]")]
    [InlineData("""{ "kind": "urls", "items": [] }""", "$.sources[0].items")]
    [InlineData("""{ "kind": "urls", "items": [ { "url": "https://a.example/1", "metrics": { "my views": "many" } } ] }""", "$.sources[0].items[0].metrics['my views']")]
    [InlineData("""{ "name": "smiles" }""", "$.sources[0]")]
    [InlineData("""{ "kind": "folder", "name": "/smiles" }""", "$.sources[0].name")]
    [InlineData("""{ "kind": "folder", "name": "" }""", "$.sources[0].name")]
    [InlineData("\"smiles\"", "$.sources[0]")]
    [InlineData("""{ "kind": "folder" }""", "$.sources[0]")]
    [InlineData("""{ "kind": "folder", "name": "smiles", "archive": "smiles.zip" }""", "$.sources[0]")]
    [InlineData("""{ "kind": "folder", "archive": "smiles.tar.gz" }""", "$.sources[0].archive")]
    [InlineData("""{ "kind": "folder", "archive": "smiles.TGZ" }""", "$.sources[0].archive")]
    [InlineData("""{ "kind": "folder", "archive": "smiles.jpg" }""", "$.sources[0].archive")]
    [InlineData("""{ "kind": "folder", "archive": "../smiles.tar" }""", "$.sources[0].archive")]
    [InlineData("""{ "kind": "instagram" }""", "$.sources[0]")]
    [InlineData("""{ "kind": "instagram", "accounts": [] }""", "$.sources[0].accounts")]
    [InlineData("""{ "kind": "instagram", "accounts": [ "fine.name", "x){id},y(" ] }""", "$.sources[0].accounts[1]")]
    [InlineData("""{ "kind": "instagram", "accounts": [ "@name" ] }""", "$.sources[0].accounts[0]")]
    [InlineData("""{ "kind": "instagram", "hashtags": [ "#sunset" ] }""", "$.sources[0].hashtags[0]")]
    [InlineData("""{ "kind": "instagram", "blob": "lists/accounts.csv" }""", "$.sources[0].blob")]
    [InlineData("""{ "kind": "instagram", "accounts": [ "a" ], "minUploadAgeDays": -1 }""", "$.sources[0].minUploadAgeDays")]
    [InlineData("""{ "kind": "instagram", "accounts": [ "a" ], "tokens": [ "secret" ] }""", "$.sources[0].tokens")]
    [InlineData("""{ "kind": "google" }""", "$.sources[0]")]
    [InlineData("""{ "kind": "google", "query": "cat", "maxPhotos": 101 }""", "$.sources[0].maxPhotos")]
    [InlineData("""{ "kind": "google", "query": "cat", "imageType": "painting" }""", "$.sources[0].imageType")]
    [InlineData("""{ "kind": "google", "query": "cat", "imageSize": "big" }""", "$.sources[0].imageSize")]
    [InlineData("""{ "kind": "google", "query": "cat", "rights": "cc_publicdomain|all" }""", "$.sources[0].rights")]
    [InlineData("""{ "kind": "picsum", "seed": "x" }""", "$.sources[0]")]
    [InlineData("""{ "kind": "picsum", "seed": "a/b", "maxPhotos": 10 }""", "$.sources[0].seed")]
    [InlineData("""{ "kind": "picsum", "seed": "x", "width": 0, "maxPhotos": 10 }""", "$.sources[0].width")]
    [InlineData("""{ "kind": "picsum", "seed": "x", "maxPhotos": 0 }""", "$.sources[0].maxPhotos")]
    [InlineData("""{ "kind": "picsum", "seed": "x", "maxPhotos": 100001 }""", "$.sources[0].maxPhotos")]
    public void Read_bad_source_is_faulted_where_it_stands(string source, string path)
    {
        var reading = RecipeReader.Read($$"""{ "sources": [ {{source}} ], "labels": { "kind": "given" } }""");

        Assert.Equal(path, Assert.Single(reading.Faults).Path);
    }

    [Theory]
    [InlineData("""{ "kind": "folder", "archive": "lists/smiles.zip" }""")]
    [InlineData("""{ "kind": "instagram", "accounts": [ "a.b_c" ], "hashtags": [ "été2024" ], "blob": "lists/accounts.txt", "minUploadAgeDays": 0 }""")]
    [InlineData("""{ "kind": "google", "query": "a person's name", "imageType": "face", "imageSize": "large", "rights": "cc_publicdomain|cc_attribute", "class": "yes" }""")]
    [InlineData("""{ "kind": "picsum", "seed": "not-1", "width": 640, "height": 480, "maxPhotos": 200 }""")]
    public void Read_source_of_each_kind_is_stored_as_it_is_written(string source)
    {
        // Beside a source that fits these labels, whatever the other one is.
        var recipe = RecipeReader.Read($$"""
            { "sources": [ {{source}}, { "kind": "urls", "blob": "a.csv" } ], "labels": { "kind": "score", "score": { "metric": "views" } } }
            """).Recipe;

        using var stored = JsonDocument.Parse(JsonSerializer.Serialize(recipe, StoredJson.Compact));
        using var written = JsonDocument.Parse(source);
        Assert.Subset(Members(stored.RootElement.GetProperty("sources")[0]), Members(written.RootElement));

        static HashSet<string> Members(JsonElement json) => [.. json.EnumerateObject().Select(member => $"{member.Name}={JsonSerializer.Serialize(member.Value)}")];
    }

    [Theory]
    [InlineData("""  "duplicates": { "maxDistance": 17 }  """, "$.duplicates.maxDistance")]
    [InlineData("""  "duplicates": { "hash": "pdq", "maxDistance": 65 }  """, "$.duplicates.maxDistance")]
    [InlineData("""  "duplicates": { "mirror": "yes" }  """, "$.duplicates.mirror")]
    [InlineData("""  "duplicates": { "hash": "none", "mirror": true }  """, "$.duplicates.mirror")]
    [InlineData("""  "duplicates": { "confirm": { "hash": "dhash", "maxDistance": 4 } }  """, "$.duplicates.confirm.hash")]
    [InlineData("""  "duplicates": { "confirm": { "hash": "pdq", "maxDistance": 70 } }  """, "$.duplicates.confirm.maxDistance")]
    [InlineData("""  "duplicates": { "confirm": { "hash": "pdq" } }  """, "$.duplicates.confirm")]
    [InlineData("""  "duplicates": { "hash": "none", "confirm": { "hash": "pdq", "maxDistance": 31 } }  """, "$.duplicates.confirm")]
    [InlineData("""  "duplicates": { "maxDistance": 8, "maxDiameter": 7 }  """, "$.duplicates.maxDiameter")]
    [InlineData("""  "duplicates": { "hash": "none", "maxDiameter": 7 }  """, "$.duplicates.maxDiameter")]
    [InlineData("""  "duplicates": { "onLabelConflict": "dropSome" }  """, "$.duplicates.onLabelConflict")]
    [InlineData("""  "duplicates": { "hash": "none", "maxDistance": 1 }  """, "$.duplicates.maxDistance")]
    [InlineData("""  "duplicates": { "hash": "md5" }  """, "$.duplicates.hash")]
    [InlineData("""  "split": { "train": 0.5, "validation": 0.2, "test": 0.2 }  """, "$.split")]
    [InlineData("""  "split": { "train": 1.2 }  """, "$.split.train")]
    [InlineData("""  "filters": [ { "kind": "metric", "metric": "views" } ]  """, "$.filters[0]")]
    [InlineData("""  "filters": [ { "kind": "metric", "metric": "views", "min": 2, "max": 1 } ]  """, "$.filters[0]")]
    [InlineData("""  "filters": [ { "kind": "sharpness" } ]  """, "$.filters[0].kind")]
    [InlineData("""  "filters": {}  """, "$.filters")]
    [InlineData("""  "download": { "timeoutSeconds": 1.5 }  """, "$.download.timeoutSeconds")]
    [InlineData("""  "download": { "respectNoAi": "yes" }  """, "$.download.respectNoAi")]
    [InlineData("""  "train": { "architecture": "basic-cnn" }  """, "$.train")]
    [InlineData("""  "train": { "model": "Bad Name" }  """, "$.train.model")]
    [InlineData("""  "train": { "model": "smiles", "dataset": "other" }  """, "$.train.dataset")]
    [InlineData("""  "sources": []  """, "$.sources")]
    public void Read_bad_member_is_faulted_where_it_stands(string member, string path)
    {
        var reading = RecipeReader.Read($$"""{ "sources": {{Folder}}, "labels": { "kind": "folder" }, {{member}} }""");

        Assert.Contains(path, reading.Faults.Select(fault => fault.Path));
        Assert.Null(reading.Recipe);
    }

    [Fact]
    public void Read_folder_labels_of_urls_are_faulted()
    {
        var reading = RecipeReader.Read("""{ "sources": [ { "kind": "urls", "blob": "a.csv" } ], "labels": { "kind": "folder" } }""");

        Assert.Equal("$.labels.kind", Assert.Single(reading.Faults).Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"sources\": ")]
    [InlineData("null")]
    [InlineData("[]")]
    public void Read_what_is_no_object_has_one_fault_at_the_root(string json) =>
        Assert.Equal("$", Assert.Single(RecipeReader.Read(json).Faults).Path);

    [Fact]
    public void Read_every_fault_says_what_to_do()
    {
        var reading = RecipeReader.Read("""{ "sources": 1, "download": [], "labels": { "kind": 3 }, "image": { "size": "big" } }""");

        Assert.Equal(4, reading.Faults.Count);
        Assert.All(reading.Faults, fault => Assert.Matches("^(Write|Add|List|Give|Name) .*\\.$", fault.Message));
    }
}

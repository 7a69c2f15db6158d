using System.Text.Json;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Json;

namespace PhotoScore.Core.Tests.Datasets.Recipes;

public sealed class FlickrRulesTests
{
    private const string Search = """
        { "kind": "flickr", "text": "sunset", "tags": [ "sea", "sky" ], "tagMode": "all", "group": "1100001@N24", "user": "12037949754@N01",
          "uploadedAfter": "2023-01-01", "uploadedBefore": "2024-01-01T06:00:00+02:00", "takenAfter": "2022-12-01", "takenBefore": "2023-12-01",
          "licenses": [ "CC BY 2.0", "CC0 1.0" ], "sort": "interestingness-desc", "minUploadAgeDays": 30, "maxPhotos": 20000 }
        """;

    [Fact]
    public void Read_search_takes_every_member()
    {
        var source = Assert.IsType<FlickrSource>(Read(Search).Recipe!.Sources[0]);

        Assert.Equal(("sunset", FlickrTagMode.All, FlickrSort.InterestingnessDesc, 30, 20_000), (source.Text, source.TagMode, source.Sort, source.MinUploadAgeDays, source.MaxPhotos));
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 4, 0, 0, TimeSpan.Zero), source.UploadedBefore);
        Assert.Equal([4, 9], source.Licenses!.Select(name => FlickrLicenses.Number(name)!.Value));
    }

    [Theory]
    [InlineData(Search)]
    [InlineData("""{ "kind": "flickr", "photos": [ "123", "https://www.flickr.com/photos/ann/124/" ] }""")]
    [InlineData("""{ "kind": "flickr", "blob": "lists/ids.txt", "maxPhotos": 5 }""")]
    [InlineData("""{ "kind": "smp", "urls": "smp/train_urls.txt", "labels": "smp/train_label.txt" }""")]
    public void Read_source_that_was_stored_gives_the_same_json(string source)
    {
        var stored = JsonSerializer.Serialize(Read(source).Recipe, StoredJson.Indented);

        var reading = RecipeReader.Read(stored);

        Assert.Empty(reading.Faults);
        Assert.Equal(stored, JsonSerializer.Serialize(reading.Recipe, StoredJson.Indented));
        Assert.Equal(stored, JsonSerializer.Serialize(JsonSerializer.Deserialize<Recipe>(stored, StoredJson.Indented), StoredJson.Indented));
    }

    [Theory]
    [InlineData("""{ "kind": "flickr" }""", "$.sources[0]")]
    [InlineData("""{ "kind": "flickr", "uploadedAfter": "2024-01-01" }""", "$.sources[0]")]
    [InlineData("""{ "kind": "flickr", "photos": [ "1" ], "blob": "a.txt" }""", "$.sources[0]")]
    [InlineData("""{ "kind": "flickr", "photos": [ "1" ], "text": "sunset" }""", "$.sources[0]")]
    [InlineData("""{ "kind": "flickr", "blob": "a.txt", "minUploadAgeDays": 30 }""", "$.sources[0]")]
    [InlineData("""{ "kind": "flickr", "photos": [] }""", "$.sources[0].photos")]
    [InlineData("""{ "kind": "flickr", "text": "a", "tags": [] }""", "$.sources[0].tags")]
    [InlineData("""{ "kind": "flickr", "tags": [ "a,b" ] }""", "$.sources[0].tags")]
    [InlineData("""{ "kind": "flickr", "text": "a", "tagMode": "both" }""", "$.sources[0].tagMode")]
    [InlineData("""{ "kind": "flickr", "user": "ann" }""", "$.sources[0].user")]
    [InlineData("""{ "kind": "flickr", "group": "sunsets" }""", "$.sources[0].group")]
    [InlineData("""{ "kind": "flickr", "text": "a", "uploadedAfter": "yesterday" }""", "$.sources[0].uploadedAfter")]
    [InlineData("""{ "kind": "flickr", "text": "a", "takenBefore": "2024-13-01" }""", "$.sources[0].takenBefore")]
    [InlineData("""{ "kind": "flickr", "text": "a", "uploadedAfter": "2024-01-02", "uploadedBefore": "2024-01-02" }""", "$.sources[0]")]
    [InlineData("""{ "kind": "flickr", "text": "a", "takenAfter": "2024-01-02", "takenBefore": "2024-01-01" }""", "$.sources[0]")]
    [InlineData("""{ "kind": "flickr", "text": "a", "licenses": [ "CC BY 9.0" ] }""", "$.sources[0].licenses[0]")]
    [InlineData("""{ "kind": "flickr", "text": "a", "licenses": [] }""", "$.sources[0].licenses")]
    [InlineData("""{ "kind": "flickr", "text": "a", "sort": "random" }""", "$.sources[0].sort")]
    [InlineData("""{ "kind": "flickr", "text": "a", "minUploadAgeDays": -1 }""", "$.sources[0].minUploadAgeDays")]
    [InlineData("""{ "kind": "flickr", "text": "a", "key": "secret" }""", "$.sources[0].key")]
    [InlineData("""{ "kind": "smp", "urls": "a.txt" }""", "$.sources[0]")]
    [InlineData("""{ "kind": "smp", "urls": "a.txt", "labels": "a.txt" }""", "$.sources[0].labels")]
    [InlineData("""{ "kind": "smp", "urls": "../a.txt", "labels": "b.txt" }""", "$.sources[0].urls")]
    public void Read_bad_source_is_faulted_where_it_stands(string source, string path) => Assert.Equal(path, Assert.Single(Read(source).Faults).Path);

    [Fact]
    public void Number_every_name_gives_its_own_back()
    {
        Assert.All(FlickrLicenses.Names, name => Assert.Equal(name, FlickrLicenses.Name(FlickrLicenses.Number(name)!.Value)));
        Assert.Null(FlickrLicenses.Number("CC BY 1.0"));
        Assert.Null(FlickrLicenses.Name(99));
    }

    private static RecipeReading Read(string source) =>
        RecipeReader.Read($$"""{ "sources": [ {{source}} ], "labels": { "kind": "score", "score": { "metric": "views" } } }""");
}

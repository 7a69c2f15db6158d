using System.Text.Json;
using PhotoScore.Local.Azurite;
using PhotoScore.Local.PhotoSite;
using PhotoScore.Local.Stack;
using PhotoScore.Local.Stack.Demo;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Stack;

public sealed class DemoTests(AzuriteFixture azurite)
{
    private static readonly DemoPhoto Photo = new("a.jpg", [1], "from smiling");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void ToJson_is_one_line_with_every_promised_member()
    {
        var answer = new DemoAnswer("good", new Dictionary<string, double> { ["bad"] = 0.25, ["good"] = 0.75 }, "a.jpg", "5 favourites\nof 9 views");
        var result = new DemoResult
        {
            BalancedAccuracy = 0.8,
            Accuracy = 0.81,
            MajorityBaseline = 0.5,
            BestPossibleAccuracy = null,
            Dataset = "demo",
            DatasetVersion = "v1",
            Report = "http://127.0.0.1:7071/api/datasets/demo/v1/report",
            Counts = new Dictionary<string, int> { ["kept"] = 10 },
            Model = "demo",
            ModelVersion = "v2",
            Architecture = "basic-cnn",
            Prediction = answer,
            Upload = answer,
            Seconds = new Dictionary<string, double> { ["build"] = 1.5 },
        };

        var line = result.ToJson();

        Assert.DoesNotContain('\n', line);
        var json = JsonElement.Parse(line);
        Assert.Equal(0.8, json.GetProperty("balancedAccuracy").GetDouble());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("bestPossibleAccuracy").ValueKind);
        Assert.Equal(0.75, json.GetProperty("prediction").GetProperty("probabilities").GetProperty("good").GetDouble());
        Assert.Equal("good", json.GetProperty("upload").GetProperty("class").GetString());
        foreach (var member in (string[])["accuracy", "majorityBaseline", "dataset", "datasetVersion", "counts", "model", "modelVersion", "architecture", "seconds"])
            Assert.True(json.TryGetProperty(member, out _), member);
    }

    [Theory]
    [InlineData("""{"model":"m","version":"v1","predictions":[{"class":"good","probability":0.9,"probabilities":{"bad":0.1,"good":0.9},"threshold":0.5}]}""")]
    [InlineData("""{"class":"good","probabilities":{"bad":0.1,"good":0.9}}""")]
    public void Read_takes_the_class_and_probabilities(string json)
    {
        var answer = DemoAnswer.Read(JsonElement.Parse(json), Photo);

        Assert.Equal(("good", 0.9, "a.jpg"), (answer.Class, answer.Probabilities["good"], answer.Photo));
    }

    [Fact]
    public void Read_answer_without_a_class_is_refused() =>
        Assert.Throws<StackException>(() => DemoAnswer.Read(JsonElement.Parse("""{"predictions":[{"error":"no image"}]}"""), Photo));

    [Theory]
    [InlineData("faces-smile", "demo-faces-smile")]
    [InlineData("My  Photos (2024)", "demo-my-photos-2024")]
    [InlineData("builds", "demo-builds")]
    [InlineData("été", "demo-t")]
    [InlineData("...", "demo")]
    public void NameFrom_gives_a_valid_name(string folder, string name) => Assert.Equal(name, FolderSource.NameFrom(folder));

    [Fact]
    public async Task FolderSource_uploads_all_but_the_held_out_and_removes_what_was_there()
    {
        var folder = Directory.CreateTempSubdirectory("folder-").FullName;
        foreach (var path in (string[])["cat/a.jpg", "cat/b.JPG", "cat/c.txt", "dog/a.png", "dog/b.webp", "dog/c.jpg"])
        {
            Directory.CreateDirectory(Path.Combine(folder, Path.GetDirectoryName(path)!));
            await File.WriteAllTextAsync(Path.Combine(folder, path), path, Cancellation);
        }
        var sources = azurite.Blobs.GetBlobContainerClient("sources");
        await sources.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        var name = FolderSource.NameFrom(Path.GetFileName(folder));
        await sources.UploadBlobAsync($"{name}/cat/old.jpg", BinaryData.FromString("old"), Cancellation);

        var source = await FolderSource.PrepareAsync(folder, azurite.Blobs, (_, _) => { }, Cancellation);

        var blobs = new List<string>();
        await foreach (var blob in sources.GetBlobsAsync(new() { Prefix = $"{name}/" }, Cancellation))
            blobs.Add(blob.Name[(name.Length + 1)..]);
        Assert.Equal(["cat/b.JPG", "dog/b.webp", "dog/c.jpg"], blobs);
        Assert.Equal(("a.jpg", "from cat", "a.png", "image/png"), (source.Predict.Name, source.Predict.Truth, source.Upload.Name, source.Upload.ContentType));
        Assert.Equal(name, source.Recipe["sources"]![0]!["name"]!.GetValue<string>());
        Assert.Null(source.BestPossibleAccuracy);
    }

    [Fact]
    public async Task FolderSource_without_two_classes_says_what_is_missing()
    {
        var folder = Directory.CreateTempSubdirectory("empty-").FullName;

        var refused = await Assert.ThrowsAsync<StackException>(() => FolderSource.PrepareAsync(folder, azurite.Blobs, (_, _) => { }, Cancellation));

        Assert.Contains("two sub-folders", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SiteSource_recipe_holds_the_list_and_photos_outside_of_it()
    {
        await using var site = Site.Create("--urls", "http://127.0.0.1:0");
        await site.StartAsync(Cancellation);

        var source = await SiteSource.PrepareAsync(new Uri(site.Urls.Single()), 60, Cancellation);

        var items = source.Recipe["sources"]![0]!["items"]!.AsArray();
        Assert.Equal(60, items.Count);
        Assert.All(items, item => Assert.True(item!["metrics"]!["views"]!.GetValue<double>() > 0));
        Assert.DoesNotContain(items, item => $"{item!["id"]}.jpg" == source.Predict.Name || $"{item["id"]}.jpg" == source.Upload.Name);
        Assert.InRange(source.BestPossibleAccuracy!.Value, 0.8, 0.99);
        Assert.Equal([0xFF, 0xD8], source.Predict.Bytes[..2]);
    }

    [Fact]
    public void OfTraining_says_epoch_validation_and_time_left()
    {
        var progress = StatusWords.OfTraining(JsonElement.Parse(
            """{"status":"running","stage":"training","epoch":3,"epochs":10,"step":30,"steps":100,"secondsLeft":65,"validation":{"balancedAccuracy":0.75}}"""));

        Assert.Equal((30, 100), (progress.Done, progress.All));
        Assert.Equal("training · epoch 3 of 10 · validation 75.0 % · 1:05 left", progress.Words);
    }

    [Fact]
    public void Repository_has_every_project_that_the_stack_builds() => Assert.All(
        PhotoScore.Local.Stack.Building.ProjectBuild.All,
        project => Assert.True(File.Exists(Path.Combine(Repository.Root, project.Folder, $"{project.Assembly}.csproj"))));
}

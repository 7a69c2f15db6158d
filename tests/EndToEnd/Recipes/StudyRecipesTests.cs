using System.Text.Json.Nodes;
using PhotoScore.Local.Azurite;

namespace PhotoScore.EndToEnd.Recipes;

/// <summary>Each study's recipe, as its page in docs/recipes says, against the photo site; only the number of photos is smaller.</summary>
public sealed class StudyRecipesTests(RecipeStack stack) : IClassFixture<RecipeStack>, IDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "recipes");

    private readonly CancellationTokenSource _limit = Limit();

    public void Dispose() => _limit.Dispose();

    [Fact]
    public void Folder_of_recipes_holds_those_that_are_tested_here() => Assert.Equal(
        ["flickr-favorites", "hidden-property", "instagram-likes", "one-person", "smp-popularity"],
        Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Flickr_favorites_builds_two_classes_cut_at_the_mean()
    {
        var recipe = Recipe("flickr-favorites", maxPhotos: 150);

        await BuildAsync("favorites", recipe, ["bad", "good"]);
    }

    [Fact]
    public async Task Smp_popularity_builds_three_classes_of_equal_size()
    {
        await stack.UploadAsync("smp/train_urls.txt", await stack.PhotoSite.GetByteArrayAsync("smp/urls.txt?count=150", _limit.Token));
        await stack.UploadAsync("smp/train_label.txt", await stack.PhotoSite.GetByteArrayAsync("smp/labels.txt?count=150", _limit.Token));

        await BuildAsync("popularity", Recipe("smp-popularity"), ["low", "middle", "high"]);
    }

    [Fact]
    public async Task Instagram_likes_builds_two_classes_cut_at_the_median()
    {
        var accounts = await stack.PhotoSite.GetStringAsync("instagram/accounts.txt", _limit.Token);
        await stack.UploadAsync("lists/accounts.txt", string.Join('\n', accounts.Split('\n').Take(15)));

        await BuildAsync("likes", Recipe("instagram-likes", maxPhotos: 300), ["bad", "good"]);
    }

    [Fact]
    public async Task One_person_builds_the_person_and_the_rest_of_the_world()
    {
        await BuildAsync("person", Recipe("one-person", maxPhotos: 30), ["not", "cage"]);
    }

    [Fact]
    public async Task Hidden_property_builds_a_class_for_each_folder()
    {
        for (var i = 0; i < 60; i++)
        {
            var picture = await stack.PhotoSite.GetByteArrayAsync($"picsum/seed/face-{i}/96/96", _limit.Token);
            await stack.UploadAsync($"faces/{(i % 2 == 0 ? "with" : "without")}/{i:D3}.jpg", picture);
        }

        await BuildAsync("faces", Recipe("hidden-property"), ["with", "without"]);
    }

    private async Task BuildAsync(string dataset, JsonNode recipe, string[] classes)
    {
        var manifest = await stack.BuildAsync(dataset, recipe, _limit.Token);

        Assert.Equal(classes, manifest.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
        var counts = manifest.GetProperty("shards").EnumerateArray().Select(shard => shard.GetProperty("classCounts").EnumerateArray().Select(count => count.GetInt32()).ToArray()).ToList();
        Assert.All(classes.Index(), name => Assert.True(counts.Sum(count => count[name.Index]) >= 10, $"{name.Item}: {manifest}"));
        using var report = await stack.Functions.GetAsync($"api/datasets/{dataset}/v1/report", _limit.Token);
        Assert.True(report.IsSuccessStatusCode);
    }

    private static JsonNode Recipe(string name, int? maxPhotos = null)
    {
        var recipe = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")))!;
        if (maxPhotos is { } most)
        {
            foreach (var source in recipe["sources"]!.AsArray())
                source!["maxPhotos"] = most;
        }
        return recipe;
    }

    private static CancellationTokenSource Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        return limit;
    }
}

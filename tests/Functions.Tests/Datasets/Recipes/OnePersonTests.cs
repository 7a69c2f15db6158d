using Microsoft.AspNetCore.Http;
using PhotoScore.Functions.Tests.Downloads;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Recipes;

public sealed class OnePersonTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Build_recipe_of_the_page_has_the_person_against_random_photos()
    {
        await using var site = await FaultySite.StartAsync();
        site.Serve("/search", (http, _) => http.Response.WriteAsJsonAsync(Results(site, http.Request.Query["q"]!)));
        for (var i = 0; i < 300; i++)
            site.Serve(RandomPath(i), Some.Jpeg(10_000 + i, 400, 300));
        await using var bench = await BuildBench.CreateAsync(azurite,
            ("Sources:Google:Api", $"{site.Root}/search"), ("Sources:Google:Keys:0", "AIza-secret"), ("Sources:Google:SearchEngine", "engine"), ("Sources:Picsum:Address", $"{site.Root}/picsum/"));

        var build = await bench.BuildAsync("person", StudyRecipe.Read("one-person.json"));

        var manifest = await bench.ManifestAsync(build);
        Assert.Equal(["not", "cage"], manifest.Classes);
        var photos = await bench.PhotosAsync(build);
        Assert.Equal([300, 13], photos.CountBy(row => row.Photo.Label).OrderBy(count => count.Key).Select(count => count.Value));
        Assert.All(photos, row => Assert.Equal(row.Photo.Candidate.Url.Contains("/picsum/", StringComparison.Ordinal) ? 0 : 1, row.Photo.Label));
        // Every query finds the same photo first.
        Assert.Equal(2, manifest.Outcomes["duplicate"]);
    }

    private static object Results(FaultySite site, string query) => new
    {
        items = Enumerable.Range(0, 5).Select(i =>
        {
            var seed = i == 0 ? 5_000 : 5_000 + (query.Length * 10) + i;
            return new { title = query, link = site.Serve($"/found/{query.Length}-{i}.jpg", Some.Jpeg(seed, 500, 400)), image = new { contextLink = "http://site.example/", width = 500, height = 400 } };
        }).ToArray(),
    };

    private static string RandomPath(int i) => (i / 100) switch
    {
        0 => $"/picsum/seed/not-landscape-{i}/480/320",
        1 => $"/picsum/seed/not-portrait-{i - 100}/400/520",
        _ => $"/picsum/seed/not-square-{i - 200}/600/600",
    };
}

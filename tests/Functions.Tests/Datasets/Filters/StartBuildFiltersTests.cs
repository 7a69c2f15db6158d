using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Datasets.Api;
using PhotoScore.Functions.Storage;
using PhotoScore.Functions.Tests.Predictions;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Filters;

public sealed class StartBuildFiltersTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Post_faces_filter_without_a_detector_is_refused_beside_the_other_faults()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);

        var answer = await PostAsync(bench, """
            { "sources": [ { "kind": "folder", "name": "pets" } ], "labels": { "kind": "folder" }, "filters": [ { "kind": "faces" } ] }
            """);

        var problem = Assert.IsType<ProblemDetails>(Assert.IsType<ObjectResult>(answer).Value);
        var errors = Assert.IsType<Dictionary<string, string[]>>(problem.Extensions["errors"]);
        Assert.Equal(400, problem.Status);
        Assert.Equal(["$.filters[0]", "$.sources[0].name"], errors.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("Faces:Model", errors["$.filters[0]"][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_model_filter_without_a_version_stores_the_current_one()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);
        await bench.UploadAsync("pets/red/1.png", Photo.Png(200, 20, 20));
        await Tests.Some.PublishAsync(bench.Storage, 1);
        await bench.Storage.Models.WriteJsonAsync(
            ModelPaths.Current(Tests.Some.Model), new { routes = new[] { new { version = "v1", share = 1 } }, reason = "first" }, TestContext.Current.CancellationToken);

        var answer = await PostAsync(bench, """
            { "sources": [ { "kind": "folder", "name": "pets" } ], "labels": { "kind": "folder" },
              "filters": [ { "kind": "model", "model": "smiles", "class": "yes" } ] }
            """);

        Assert.Equal(202, Assert.IsType<JsonResult>(answer).StatusCode);
        var stored = await bench.Store.RecipeAsync(new DatasetPaths(DatasetName.Parse("reds"), VersionId.First), TestContext.Current.CancellationToken);
        Assert.Equal(VersionId.First, Assert.IsType<ModelFilter>(Assert.Single(stored!.Recipe.Filters)).Version);
    }

    private static Task<IActionResult> PostAsync(BuildBench bench, string recipe)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(recipe));
        return bench.Get<StartBuild>().RunAsync(request, "reds", bench.Client, TestContext.Current.CancellationToken);
    }
}

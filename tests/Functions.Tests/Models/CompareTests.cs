using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Models.Comparing;
using PhotoScore.Functions.Storage;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Models;

public sealed class CompareTests(AzuriteFixture azurite)
{
    private const string Both = """{ "models": [ { "model": "smiles", "version": "v1" }, { "model": "smiles", "version": "v2" } ] }""";

    [Fact]
    public async Task Compare_versions_of_one_test_set_gives_metrics_and_mcnemar_for_each_pair()
    {
        var storage = await Some.StorageAsync(azurite);
        await Answered.StoreDatasetAsync(storage);
        // 15 photos that only the first gets right, 5 that only the second does.
        await Answered.PublishAsync(storage, Some.Manifest(1), i => i is < 15 or >= 20);
        await Answered.PublishAsync(storage, Some.Manifest(2), i => i >= 15);

        var compared = await CompareAsync(storage, Both);

        Assert.Equal((200, 200, true), (compared.Photos, compared.Groups, compared.SameTestSet));
        Assert.Equal([0.975, 0.925], compared.Models.Select(model => model.Metrics.Accuracy.Value));
        var pair = Assert.Single(compared.Pairs);
        Assert.Equal((15, 5), (pair.OnlyFirst, pair.OnlySecond));
        // SciPy's binomtest(5, 20).
        Assert.Equal(0.04138946533203125, pair.McNemarPValue, precision: 12);
        Assert.Equal(0.05, pair.Difference.Value, precision: 12);
        Assert.InRange(pair.Difference.Low, 0, 0.05);
    }

    [Fact]
    public async Task Compare_versions_of_different_test_sets_takes_the_photos_that_both_have()
    {
        var storage = await Some.StorageAsync(azurite);
        await Answered.StoreDatasetAsync(storage, version: 1);
        await Answered.StoreDatasetAsync(storage, version: 2, first: 50);
        await Answered.PublishAsync(storage, Some.Manifest(1), i => true);
        await Answered.PublishAsync(storage, Some.Manifest(2, photos: "q") with { Dataset = new(Some.Dataset, new(2), "q") }, i => i >= 60, first: 50);

        var compared = await CompareAsync(storage, Both);

        Assert.Equal((150, false), (compared.Photos, compared.SameTestSet));
        Assert.Equal([1, 140 / 150.0], compared.Models.Select(model => model.Metrics.Accuracy.Value));
        Assert.Equal([200, 200], compared.Models.Select(model => model.TestPhotos));
    }

    [Fact]
    public async Task Compare_names_every_version_that_can_not_be_compared()
    {
        var storage = await Some.StorageAsync(azurite);
        await Answered.StoreDatasetAsync(storage);
        await Answered.PublishAsync(storage, 1, 0.9);

        var problem = await RefusalAsync(storage, """{ "models": [ { "model": "smiles", "version": "v1" }, { "model": "smiles", "version": "v1" }, { "model": "smiles", "version": "v9" } ] }""");

        var faults = Assert.IsAssignableFrom<IReadOnlyDictionary<string, string[]>>(problem.Extensions["errors"]);
        Assert.Equal(["models[1]", "models[2]"], faults.Keys);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("[]")]
    [InlineData("""{ "models": [ { "model": "smiles", "version": "v1" } ] }""")]
    public async Task Compare_less_than_two_versions_is_refused(string body)
    {
        var problem = await RefusalAsync(await Some.StorageAsync(azurite), body);

        Assert.Equal(400, problem.Status);
    }

    private static async Task<ComparedModels> CompareAsync(PhotoStorage storage, string body) =>
        Assert.IsType<ComparedModels>(Assert.IsType<JsonResult>(await SendAsync(storage, body)).Value);

    private static async Task<ProblemDetails> RefusalAsync(PhotoStorage storage, string body) =>
        Assert.IsType<ProblemDetails>(Assert.IsType<ObjectResult>(await SendAsync(storage, body)).Value);

    private static Task<IActionResult> SendAsync(PhotoStorage storage, string body)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return new CompareFunction(new ModelCatalog(storage), new ModelComparer(storage)).Compare(request, TestContext.Current.CancellationToken);
    }
}

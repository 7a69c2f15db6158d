using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Datasets.Api;
using PhotoScore.Functions.Faces;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Storage;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Filters;

public sealed class FilterResolverTests(AzuriteFixture azurite)
{
    private static readonly ModelFilter Gate = new() { Model = Tests.Some.Model, Class = "yes" };
    private readonly Dictionary<string, string[]> _faults = [];

    [Fact]
    public async Task Resolve_writes_the_version_that_answers_most_into_the_recipe()
    {
        var storage = await Tests.Some.StorageAsync(azurite);
        await Tests.Some.PublishAsync(storage, 1);
        await Tests.Some.PublishAsync(storage, 2);
        await storage.Models.WriteJsonAsync(
            ModelPaths.Current(Tests.Some.Model),
            new { routes = new[] { new { version = "v1", share = 0.3 }, new { version = "v2", share = 0.7 } }, reason = "a trial" },
            TestContext.Current.CancellationToken);

        var recipe = await ResolveAsync(storage, Gate, Gate with { Version = new(1) });

        Assert.Empty(_faults);
        Assert.Equal([new VersionId(2), new VersionId(1)], recipe.Filters.Cast<ModelFilter>().Select(filter => filter.Version!.Value));
    }

    [Fact]
    public async Task Resolve_names_every_gate_that_can_not_be()
    {
        var storage = await Tests.Some.StorageAsync(azurite);
        await Tests.Some.PublishAsync(storage, 1);

        await ResolveAsync(storage,
            Gate, Gate with { Version = new(7) }, Gate with { Version = new(1), Class = "maybe" }, Gate with { Model = ModelName.Parse("unheard-of") });

        Assert.Equal(
            ["$.filters[0].model", "$.filters[1].version", "$.filters[2].class", "$.filters[3].model"],
            _faults.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("no, yes", _faults["$.filters[2].class"][0], StringComparison.Ordinal);
        Assert.Contains("smiles", _faults["$.filters[3].model"][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_faces_without_a_detector_is_a_fault()
    {
        await ResolveAsync(await Tests.Some.StorageAsync(azurite), new FacesFilter());

        Assert.Contains("docs/filters.md", Assert.Single(_faults["$.filters[0]"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_writes_the_detector_into_the_recipe_and_refuses_another()
    {
        const string Sha256 = "34cd7e60aeff28744c657de7a3dc64e872d506741de66987f3426f2b79f88017";
        FaceOptions options = new() { Model = SharedData.Path("models", "rfb_320.onnx"), Sha256 = Sha256, Kind = FaceModelKind.Rfb320 };

        var recipe = await ResolveAsync(
            await Tests.Some.StorageAsync(azurite), options, new FacesFilter(), new FacesFilter { Detector = new string('0', 64) });

        Assert.Equal(Sha256, Assert.IsType<FacesFilter>(recipe.Filters[0]).Detector);
        Assert.Contains(Sha256, Assert.Single(_faults["$.filters[1].detector"]), StringComparison.Ordinal);
    }

    private Task<Recipe> ResolveAsync(PhotoStorage storage, params FilterRecipe[] filters) => ResolveAsync(storage, new FaceOptions(), filters);

    private async Task<Recipe> ResolveAsync(PhotoStorage storage, FaceOptions options, params FilterRecipe[] filters)
    {
        using var detectors = new FaceDetectors(options, storage);
        var recipe = new Recipe { Sources = [new FolderSource { Name = "pets" }], Labels = new FolderLabels(), Filters = filters };
        return await new FilterResolver(new ModelCatalog(storage), detectors).ResolveAsync(recipe, _faults, TestContext.Current.CancellationToken);
    }
}

using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Tests.Datasets.Recipes;

public sealed class PhotoFingerprintTests
{
    private static readonly Recipe Plain = new() { Sources = [], Labels = new FolderLabels() };

    public static TheoryData<string, Func<Recipe, Recipe>, bool> Changes => new()
    {
        { "size", recipe => recipe with { Image = recipe.Image with { Size = 128 } }, true },
        { "least width", recipe => recipe with { Image = recipe.Image with { MinWidth = 1 } }, true },
        { "jpeg quality", recipe => recipe with { Image = recipe.Image with { JpegQuality = 80 } }, true },
        { "bytes", recipe => recipe with { Download = recipe.Download with { MaxBytes = 1 } }, true },
        { "opting out", recipe => recipe with { Download = recipe.Download with { RespectNoAi = false } }, true },
        { "photo filter", recipe => recipe with { Filters = [new QualityFilter()] }, true },
        { "mirror hashes", recipe => recipe with { Duplicates = recipe.Duplicates with { Mirror = true } }, true },
        { "pdq to confirm", recipe => recipe with { Duplicates = recipe.Duplicates with { Confirm = new ConfirmRecipe { Hash = PerceptualHash.Pdq, MaxDistance = 20 } } }, true },
        { "rate", recipe => recipe with { Download = recipe.Download with { PerHostPerSecond = 1, Retries = 0, TimeoutSeconds = 1, Reuse = false } }, false },
        { "metric filter", recipe => recipe with { Filters = [new MetricFilter { Metric = "views", Min = 3 }, new MadOutliersFilter { Metric = "views" }] }, false },
        { "distance", recipe => recipe with { Duplicates = recipe.Duplicates with { MaxDistance = 5, OnLabelConflict = LabelConflict.KeepFirst } }, false },
        { "labels and split", recipe => recipe with { Labels = new GivenLabels(), Split = recipe.Split with { Seed = 9 } }, false },
        { "sources and repeat", recipe => recipe with { Sources = [new FolderSource { Name = "x" }], RetryOf = VersionId.First }, false },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Of_changed_recipe_differs_when_photos_would(string what, Func<Recipe, Recipe> change, bool differs) =>
        Assert.True(differs == (PhotoFingerprint.Of(change(Plain)) != PhotoFingerprint.Of(Plain)), what);

    [Fact]
    public void Of_models_of_filters_by_their_version()
    {
        Recipe Gated(int version) => Plain with { Filters = [new ModelFilter { Model = ModelName.Parse("is-photo"), Version = new VersionId(version), Class = "photo" }] };

        Assert.NotEqual(PhotoFingerprint.Of(Gated(1)), PhotoFingerprint.Of(Gated(2)));
        Assert.Equal(PhotoFingerprint.Of(Gated(2)), PhotoFingerprint.Of(Gated(2)));
    }
}

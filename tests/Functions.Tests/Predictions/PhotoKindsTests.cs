using PhotoScore.Core.Imaging;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Predictions;

/// <summary>Every kind of file, upright, by a network that sees its upper left quarter only: red there, and green everywhere else.</summary>
public sealed class PhotoKindsTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("jpeg", 1)]
    [InlineData("jpeg", 3)]
    [InlineData("jpeg", 6)]
    [InlineData("jpeg", 8)]
    [InlineData("png", 1)]
    [InlineData("png", 6)]
    [InlineData("webp", 1)]
    [InlineData("webp", 6)]
    [InlineData("gif", 1)]
    public async Task Predict_sees_each_kind_of_file_as_people_see_it(string format, int orientation)
    {
        using var serving = await ArrangeAsync();

        var answer = await serving.AnswerAsync(Serving.Request($"image/{format}", Pictures.RedCorner(format, orientation)), version: "v1");

        // JPEG rounds colours and blurs the edge that the quarter ends at.
        Assert.Equal(TinyOnnx.Yes(200, 0, bias: 0), answer.Predictions[0].Probabilities!["yes"], tolerance: 0.02);
    }

    [Theory]
    [InlineData("gif")]
    [InlineData("webp")]
    public async Task Predict_animation_answers_its_first_frame(string format)
    {
        using var serving = await ArrangeAsync();

        var answer = await serving.AnswerAsync(Serving.Request($"image/{format}", Pictures.Animation(format)), version: "v1");

        Assert.Equal(TinyOnnx.Yes(200, 0, bias: 0), answer.Predictions[0].Probabilities!["yes"], tolerance: 0.02);
    }

    private async Task<Serving> ArrangeAsync()
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1, corner: 7, change: manifest => manifest with { Geometry = Geometry.Squash(16, 16) });
        return new Serving(storage);
    }
}

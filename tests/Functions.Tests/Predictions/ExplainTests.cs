using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using NetVips;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Predictions;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Predictions;

/// <summary>Explanations of a network that looks at the upper left quarter of a photo and nowhere else.</summary>
public sealed class ExplainTests(AzuriteFixture azurite)
{
    private const int Side = 40;

    [Theory]
    [InlineData("?explain=true")]
    [InlineData("?explain=occlusion")]
    [InlineData("?explain")]
    public async Task Predict_explained_shows_heat_where_the_network_looks_and_none_elsewhere(string query)
    {
        using var serving = await ArrangeAsync();

        var answer = await serving.AnswerAsync(Serving.Request("image/png", Pictures.RedCorner("png"), query), version: "v1");

        var explanation = answer.Predictions[0].Explanation!;
        Assert.Equal(("occlusion", "yes"), (explanation.Kind, explanation.Class));
        Assert.StartsWith("data:image/png;base64,", explanation.Image, StringComparison.Ordinal);
        // A grey quarter is as red as it is green: nothing speaks for either class.
        Assert.InRange(explanation.LargestFall, 0.01, TinyOnnx.Yes(200, 0, bias: 0) - 0.5);
        using var map = Image.NewFromBuffer(Convert.FromBase64String(explanation.Image["data:image/png;base64,".Length..]));
        Assert.Equal((Side, Side, 4), (map.Width, map.Height, map.Bands));
        Assert.InRange(Opacity(map, Side / 4, Side / 4), 150, 210);
        Assert.Equal(0, Opacity(map, Side - 4, 4));
        Assert.Equal(0, Opacity(map, 4, Side - 4));
        Assert.Equal(0, Opacity(map, Side - 4, Side - 4));
    }

    [Fact]
    public async Task Predict_explained_where_nothing_speaks_for_the_answer_is_an_empty_map()
    {
        using var serving = await ArrangeAsync();

        // Grey as the cover itself.
        var answer = await serving.AnswerAsync(Serving.Request("image/png", Photo.Png(128, 128, 128), "?explain=true"), version: "v1");

        using var map = Image.NewFromBuffer(answer.Predictions[0].Explanation!.Png);
        Assert.Equal((0, 0.0), (map[3].Max(), answer.Predictions[0].Explanation!.LargestFall));
    }

    [Fact]
    public async Task Predict_explained_single_photo_is_the_picture_where_that_is_accepted()
    {
        using var serving = await ArrangeAsync();
        var request = Serving.Request("image/png", Pictures.RedCorner("png"), "?explain=true");
        request.Headers.Accept = "image/png";

        var picture = Assert.IsType<FileContentResult>(await serving.SendAsync(request, version: "v1"));

        Assert.Equal("image/png", picture.ContentType);
        using var map = Image.NewFromBuffer(picture.FileContents);
        Assert.Equal(Side, map.Width);
    }

    [Fact]
    public async Task Predict_explained_in_a_form_beside_a_bad_photo_explains_the_good_one()
    {
        using var serving = await ArrangeAsync();
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Pictures.RedCorner("jpeg")), "photo", "a.jpg" },
            { new StringContent("true"), "explain" },
            { new ByteArrayContent("hello"u8.ToArray()), "photo", "b.jpg" },
        };
        var body = await form.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        var answer = await serving.AnswerAsync(Serving.Request(form.Headers.ContentType!.ToString(), body), version: "v1");

        Assert.Equal(2, answer.Predictions.Count);
        Assert.NotNull(answer.Predictions[0].Explanation);
        Assert.Equal("not-an-image", answer.Predictions[1].Error!.Code);
    }

    [Fact]
    public async Task Predict_explained_covered_photos_are_not_observed_as_photos()
    {
        using var serving = await ArrangeAsync();
        var body = JsonSerializer.SerializeToUtf8Bytes(new { images = new[] { Convert.ToBase64String(Pictures.RedCorner("png")) }, explain = "occlusion" });

        var answer = await serving.AnswerAsync(Serving.Request("application/json", body), version: "v1");

        Assert.NotNull(answer.Predictions[0].Explanation);
        Assert.Equal(1, Assert.IsType<CountingObserver>(Assert.Single(serving.Observers)).Photos);
    }

    private async Task<Serving> ArrangeAsync()
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1, corner: Side / 2, change: manifest => manifest with { Geometry = Geometry.Squash(Side, Side) });
        return new Serving(storage, observers: new CountingObserver());
    }

    private static int Opacity(Image map, int x, int y) => (int)map.Getpoint(x, y)[3];

    private sealed class CountingObserver : IPredictionObserver
    {
        private int _photos;

        public int Photos => _photos;

        public bool WantsEmbedding => false;

        public void Observe(LoadedModel model, PredictionOutput output, Pixels prepared, (int Width, int Height)? original) => Interlocked.Increment(ref _photos);
    }
}

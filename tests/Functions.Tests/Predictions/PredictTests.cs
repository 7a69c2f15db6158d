using System.Text;
using System.Text.Json;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Predictions;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Predictions;

public sealed class PredictTests(AzuriteFixture azurite)
{
    private static readonly byte[] Red = Photo.Png(200, 50, 10);
    private static readonly byte[] Green = Photo.Png(50, 200, 10);

    [Fact]
    public async Task Predict_image_body_answers_what_the_network_computes()
    {
        using var serving = await ArrangeAsync();

        var answer = await serving.AnswerAsync(Serving.Request("image/png", Red));

        var prediction = Assert.Single(answer.Predictions);
        Assert.Equal(("smiles", "v1"), (answer.Model.Value, answer.Version.ToString()));
        Assert.Equal("yes", prediction.Class);
        Assert.Equal(TinyOnnx.Yes(200, 50, bias: 0), prediction.Probability!.Value, 1e-6);
        Assert.Equal(1, prediction.Probabilities!.Values.Sum(), 1e-6);
        Assert.Equal(0.5, prediction.Threshold);
    }

    [Fact]
    public async Task Predict_answer_names_its_dataset_and_its_stages_and_leaves_out_what_was_not_asked_for()
    {
        using var serving = await ArrangeAsync();

        var answer = JsonSerializer.SerializeToElement(await serving.AnswerAsync(Serving.Request("image/png", Red)), StoredJson.Compact);

        Assert.Equal(["model", "version", "dataset", "timing", "predictions"], answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal("""{"dataset":"faces","version":"v1"}""", answer.GetProperty("dataset").GetRawText());
        Assert.Equal(["readMs", "decodeMs", "queueMs", "inferenceMs", "totalMs"], answer.GetProperty("timing").EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ["class", "probability", "probabilities", "threshold"],
            answer.GetProperty("predictions")[0].EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData(128, 128, true)]
    [InlineData(200, 50, false)]
    [InlineData(50, 200, false)]
    public async Task Predict_inside_the_band_of_its_model_abstains_and_still_says_the_class(byte red, byte green, bool abstains)
    {
        var storage = await Some.StorageAsync(azurite);
        // One part in eight of redness is a probability of 0.53.
        var band = new ModelAbstention { MaxErrorRate = 0.05, Low = 0.47, High = 0.53, Coverage = 0.9, ErrorRate = 0.04 };
        await Some.PublishAsync(storage, 1, change: manifest => manifest with { Abstention = band });
        using var serving = new Serving(storage);

        var answer = await serving.AnswerAsync(Serving.Request("image/png", Photo.Png(red, green, 10)), version: "v1");

        Assert.Equal((abstains, red >= green ? "yes" : "no"), (answer.Predictions[0].Abstain, answer.Predictions[0].Class));
    }

    [Fact]
    public async Task Predict_multipart_answers_in_the_order_of_the_files()
    {
        using var serving = await ArrangeAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Red), "photo", "a.png" }, { new ByteArrayContent(Green), "photo", "b.png" } };
        var body = await form.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        var answer = await serving.AnswerAsync(Serving.Request(form.Headers.ContentType!.ToString(), body));

        Assert.Equal(["yes", "no"], answer.Predictions.Select(prediction => prediction.Class!));
    }

    [Fact]
    public async Task Predict_json_takes_base64_data_urls_and_addresses_and_names_each_bad_photo()
    {
        using var serving = await ArrangeAsync();
        serving.Urls.Files["https://photos.test/red.png"] = Red;

        var answer = await serving.AnswerAsync(Json(new
        {
            images = new[] { Convert.ToBase64String(Green), "data:image/png;base64," + Convert.ToBase64String(Red), "?", "", Convert.ToBase64String("hello"u8) },
            urls = new[] { "https://photos.test/red.png", "https://photos.test/gone.png" },
        }));

        Assert.Equal(["no", "yes", "not-base64", "empty", "not-an-image", "yes", "not-found"], answer.Predictions.Select(p => p.Class ?? p.Error!.Code));
    }

    [Fact]
    public async Task Predict_more_photos_than_a_batch_keeps_their_order()
    {
        using var serving = await ArrangeAsync();
        var reds = Enumerable.Range(0, 64).Select(i => (byte)(i * 4)).ToArray();

        var answer = await serving.AnswerAsync(Json(new { images = reds.Select(red => Convert.ToBase64String(Photo.Png(red, 128, 0))) }));

        Assert.All(answer.Predictions.Zip(reds), pair =>
            Assert.Equal(TinyOnnx.Yes(pair.Second, 128, bias: 0), pair.First.Probabilities!["yes"], 1e-6));
        Assert.Equal(64, answer.Predictions.Count);
    }

    [Theory]
    [InlineData("image/jpeg", "", 400, "empty")]
    [InlineData("image/jpeg", "<html><body>not found</body></html>", 415, "not-an-image")]
    [InlineData("image/bmp", "8BPS etc", 415, "unsupported-format")]
    public async Task Predict_single_bad_photo_is_a_problem_with_its_reason(string type, string body, int status, string code)
    {
        using var serving = await ArrangeAsync();

        var problem = await serving.RefusalAsync(Serving.Request(type, Encoding.ASCII.GetBytes(body)));

        Assert.Equal((status, code), (problem.Status, problem.Extensions["code"]));
    }

    [Fact]
    public async Task Predict_truncated_photo_is_unprocessable()
    {
        using var serving = await ArrangeAsync();

        var problem = await serving.RefusalAsync(Serving.Request("image/png", Red[..^20]));

        Assert.Equal((422, "truncated"), (problem.Status, problem.Extensions["code"]));
    }

    [Fact]
    public async Task Predict_too_many_photos_is_413()
    {
        using var serving = await ArrangeAsync();

        Assert.Equal(413, (await serving.RefusalAsync(Json(new { images = Enumerable.Repeat("", 65) }))).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Predict_too_large_body_is_413_announced_or_not(bool announced)
    {
        using var serving = await ArrangeAsync(new() { MaxBodyBytes = 1000, MaxPhotoBytes = 900, CurrentFor = TimeSpan.Zero });
        var request = Serving.Request("image/png", new byte[1001]);
        request.ContentLength = announced ? 1001 : null;

        Assert.Equal(413, (await serving.RefusalAsync(request)).Status);
    }

    [Fact]
    public async Task Predict_unknown_model_and_version_say_what_there_is()
    {
        using var serving = await ArrangeAsync();

        var model = await serving.RefusalAsync(Serving.Request("image/png", Red), model: "frowns");
        var version = await serving.RefusalAsync(Serving.Request("image/png", Red), version: "v7");

        Assert.Equal((404, "There is no model 'frowns'. There are: smiles."), (model.Status, model.Detail));
        Assert.Equal((404, "smiles has no version 'v7'. There are: v1."), (version.Status, version.Detail));
    }

    [Fact]
    public async Task Predict_without_current_version_says_what_to_do_and_a_named_version_answers()
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1);
        using var serving = new Serving(storage);

        var problem = await serving.RefusalAsync(Serving.Request("image/png", Red));
        var answer = await serving.AnswerAsync(Serving.Request("image/png", Red), version: "v1");

        Assert.Equal(409, problem.Status);
        Assert.Contains("/promote", problem.Detail, StringComparison.Ordinal);
        Assert.Equal("yes", answer.Predictions[0].Class);
    }

    private async Task<Serving> ArrangeAsync(PredictionLimits? limits = null)
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1);
        var serving = new Serving(storage, limits);
        await serving.Promoter.PromoteAsync(Some.Model, new(1), Promotion.Always, TestContext.Current.CancellationToken);
        return serving;
    }

    private static Microsoft.AspNetCore.Http.HttpRequest Json(object body) =>
        Serving.Request("application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(body));
}

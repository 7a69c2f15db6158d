using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Predictions;

/// <summary>What each bad request gets: a status, a word for programs or the parameter that is wrong, and what to do.</summary>
public sealed class BadRequestTests(AzuriteFixture azurite)
{
    private static readonly string Good = Convert.ToBase64String(Photo.Png(200, 50, 10));

    [Theory]
    [InlineData(null, "x", 415, "multipart/form-data")]
    [InlineData("text/plain", "x", 415, "send a photo with its own type")]
    [InlineData("application/x-www-form-urlencoded", "x", 415, "--data-binary")]
    [InlineData("application/json", "{", 400, "Send JSON as")]
    [InlineData("application/json", "null", 400, "Send JSON as")]
    [InlineData("application/json", "{}", 400, "Send JSON as")]
    [InlineData("application/json", """{ "images": "one" }""", 400, "Send JSON as")]
    [InlineData("multipart/form-data", "x", 400, "Let your client write the header")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\ncut", 400, "Send it again in full")]
    [InlineData("multipart/form-data; boundary=b", "--b--\r\n", 400, "The request holds no photo")]
    public async Task Predict_request_that_can_not_be_read_says_how_to_send_it(string? type, string body, int status, string advice)
    {
        using var serving = await ArrangeAsync();

        var problem = await serving.RefusalAsync(Serving.Request(type, Encoding.UTF8.GetBytes(body)), version: "v1");

        Assert.Equal(status, problem.Status);
        Assert.Contains(advice, problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?explain=gradients", "{}", "explain", "occlusion")]
    [InlineData("", """{ "explain": 3 }""", "explain", "occlusion")]
    [InlineData("?neighbours=0", "{}", "neighbours", "from 1 to 20")]
    [InlineData("?neighbours=21", "{}", "neighbours", "from 1 to 20")]
    [InlineData("?neighbours=", "{}", "neighbours", "from 1 to 20")]
    [InlineData("", """{ "neighbours": 1.5 }""", "neighbours", "from 1 to 20")]
    [InlineData("?knownDuplicates=maybe", "{}", "knownDuplicates", "true nor false")]
    [InlineData("", """{ "knownDuplicates": [] }""", "knownDuplicates", "true nor false")]
    public async Task Predict_wish_that_there_is_not_names_the_parameter(string query, string body, string parameter, string advice)
    {
        using var serving = await ArrangeAsync();

        var problem = await serving.RefusalAsync(Serving.Request("application/json", Encoding.UTF8.GetBytes(body), query), version: "v1");

        var faults = Assert.IsType<Dictionary<string, string[]>>(problem.Extensions["errors"]);
        Assert.Equal((400, parameter), (problem.Status, Assert.Single(faults).Key));
        Assert.Contains(advice, faults[parameter][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_every_wish_wrong_names_every_one_and_fetches_nothing()
    {
        using var serving = await ArrangeAsync();
        var body = new { urls = new[] { "https://photos.test/red.png" }, explain = "no", neighbours = 99, knownDuplicates = "perhaps" };

        var problem = await serving.RefusalAsync(Json(body), version: "v1");

        var faults = Assert.IsType<Dictionary<string, string[]>>(problem.Extensions["errors"]);
        Assert.Equal(["explain", "knownDuplicates", "neighbours"], faults.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(0, serving.Urls.Asked);
    }

    [Theory]
    [InlineData("images", "?", 400, "not-base64")]
    [InlineData("images", "", 400, "empty")]
    [InlineData("images", "aGVsbG8=", 415, "not-an-image")]
    [InlineData("urls", "https://photos.test/gone.png", 422, "not-found")]
    [InlineData("blobs", "uploads/nobody/nothing.jpg", 404, "no-blob")]
    [InlineData("blobs", "uploads", 400, "bad-blob-name")]
    [InlineData("blobs", "models/smiles/v1/model.json", 400, "bad-blob-name")]
    [InlineData("blobs", "datasets/faces/v1/shards/train-00000.tar", 400, "bad-blob-name")]
    [InlineData("blobs", "uploads/../models/smiles/v1/model.json", 400, "bad-blob-name")]
    [InlineData("blobs", "sources/./me.jpg", 400, "bad-blob-name")]
    [InlineData("blobs", "/uploads/me.jpg", 400, "bad-blob-name")]
    [InlineData("blobs", "uploads//me.jpg", 400, "bad-blob-name")]
    [InlineData("blobs", "uploads\\me.jpg", 400, "bad-blob-name")]
    [InlineData("blobs", "uploads/me\n.jpg", 400, "bad-blob-name")]
    [InlineData("blobs", "", 400, "bad-blob-name")]
    public async Task Predict_bad_photo_alone_is_a_problem_and_beside_a_good_one_an_error_of_its_own(string member, string photo, int status, string code)
    {
        using var serving = await ArrangeAsync();

        var alone = await serving.RefusalAsync(Json(new Dictionary<string, string[]> { [member] = [photo] }), version: "v1");
        var beside = await serving.AnswerAsync(Json(member == "images"
            ? new Dictionary<string, string[]> { ["images"] = [Good, photo] }
            : new Dictionary<string, string[]> { ["images"] = [Good], [member] = [photo] }), version: "v1");

        Assert.Equal((status, code), (alone.Status, alone.Extensions["code"]));
        Assert.Equal(("yes", null), (beside.Predictions[0].Class, beside.Predictions[0].Error));
        Assert.Equal((null, code, status), (beside.Predictions[1].Class, beside.Predictions[1].Error!.Code, beside.Predictions[1].Error!.Status));
    }

    [Fact]
    public async Task Predict_null_photos_are_errors_of_their_own()
    {
        using var serving = await ArrangeAsync();

        var answer = await serving.AnswerAsync(Serving.Request("application/json", """{ "images": [null], "urls": [null], "blobs": [null] }"""u8.ToArray()), version: "v1");

        Assert.Equal(["not-base64", "not-found", "bad-blob-name"], answer.Predictions.Select(prediction => prediction.Error!.Code));
    }

    [Fact]
    public async Task Predict_more_photos_to_explain_than_are_explained_says_how_many_are()
    {
        using var serving = await ArrangeAsync();

        var problem = await serving.RefusalAsync(Json(new { images = Enumerable.Repeat(Good, 5), explain = true }), version: "v1");

        Assert.Equal(400, problem.Status);
        Assert.Contains("At most 4 photos are explained at once", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_neighbours_of_a_version_without_embeddings_says_to_train_again()
    {
        using var serving = await ArrangeAsync();

        var problem = await serving.RefusalAsync(Json(new { images = new[] { Good }, neighbours = 3 }), version: "v1");

        Assert.Equal(409, problem.Status);
        Assert.Contains("Train it again", problem.Detail, StringComparison.Ordinal);
        Assert.Equal(0, serving.Neighbours.Loaded);
    }

    [Fact]
    public async Task Predict_known_duplicates_of_a_dataset_that_is_gone_says_so()
    {
        using var serving = await ArrangeAsync();

        var problem = await serving.RefusalAsync(Json(new { images = new[] { Good }, knownDuplicates = true }), version: "v1");

        Assert.Equal(409, problem.Status);
        Assert.Contains("faces v1, which the model learned from, is no longer there", problem.Detail, StringComparison.Ordinal);
    }

    private async Task<Serving> ArrangeAsync()
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1);
        return new Serving(storage);
    }

    private static HttpRequest Json(object body) => Serving.Request("application/json", JsonSerializer.SerializeToUtf8Bytes(body));
}

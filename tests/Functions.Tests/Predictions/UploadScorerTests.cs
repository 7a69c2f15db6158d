using System.Text.Json.Nodes;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Storage;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Predictions;

public sealed class UploadScorerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Score_photo_in_a_deep_path_writes_the_answer_under_the_whole_path()
    {
        using var serving = await ArrangeAsync();

        await ScoreAsync(serving, "smiles/2026/beach/me.png", Photo.Png(200, 50, 10));

        var answer = await ReadAsync(serving, "smiles/2026/beach/me.png.json");
        Assert.Equal("v1", (string?)answer!["version"]);
        Assert.Equal("yes", (string?)answer["predictions"]![0]!["class"]);
    }

    [Theory]
    [InlineData("smiles/page.jpg", "<html></html>", "not-an-image")]
    [InlineData("smiles/nothing.jpg", "", "empty")]
    [InlineData("frowns/me.jpg", "x", "unknown-model")]
    [InlineData("NOT A NAME/me.jpg", "x", "unknown-model")]
    [InlineData("me.jpg", "x", "no-model")]
    public async Task Score_what_no_retry_can_mend_writes_the_reason_and_does_not_throw(string name, string content, string code)
    {
        using var serving = await ArrangeAsync();

        await ScoreAsync(serving, name, System.Text.Encoding.ASCII.GetBytes(content));

        Assert.Equal(code, (string?)(await ReadAsync(serving, name + ".error.json"))!["error"]!["code"]);
        Assert.Null(await ReadAsync(serving, name + ".json"));
    }

    [Fact]
    public async Task Score_upload_again_replaces_the_error_by_the_answer()
    {
        using var serving = await ArrangeAsync();

        await ScoreAsync(serving, "smiles/me.png", []);
        await ScoreAsync(serving, "smiles/me.png", Photo.Png(1, 2, 3));

        Assert.Null(await ReadAsync(serving, "smiles/me.png.error.json"));
        Assert.NotNull(await ReadAsync(serving, "smiles/me.png.json"));
    }

    [Fact]
    public async Task Score_fault_of_storage_is_thrown_so_that_the_trigger_tries_again()
    {
        using var serving = await ArrangeAsync();
        await serving.Storage.Scores.DeleteAsync(cancellationToken: TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => ScoreAsync(serving, "smiles/me.png", Photo.Png(1, 2, 3)));
    }

    private async Task<Serving> ArrangeAsync()
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1);
        var serving = new Serving(storage);
        await serving.Promoter.PromoteAsync(Some.Model, new(1), Promotion.Always, TestContext.Current.CancellationToken);
        return serving;
    }

    private static Task ScoreAsync(Serving serving, string name, byte[] content) =>
        serving.Scorer.ScoreAsync(name, new MemoryStream(content), TestContext.Current.CancellationToken);

    private static async Task<JsonNode?> ReadAsync(Serving serving, string name) =>
        (await serving.Storage.Scores.ReadJsonAsync<JsonNode>(name, TestContext.Current.CancellationToken))?.Value;
}

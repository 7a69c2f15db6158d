using PhotoScore.Core.Storage;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.OpenInference;

public sealed class HealthTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Ready_server_without_models_or_with_good_ones_is_ready()
    {
        var storage = await Some.StorageAsync(azurite);
        using var empty = new Protocol(storage);
        using var good = await Protocol.WithModelAsync(azurite);

        foreach (var protocol in new[] { empty, good })
        {
            var answer = await protocol.ReadyAsync();

            Assert.Equal(200, answer.Status);
            Assert.Equal("""{"live":true,"ready":true}""", answer.Json.GetRawText());
        }
    }

    [Fact]
    public async Task Ready_current_version_that_is_damaged_is_told_while_the_earlier_one_answers_and_a_better_one_mends_it()
    {
        using var protocol = await Protocol.WithModelAsync(azurite);
        await Some.PublishAsync(protocol.Storage, 2);
        await Some.PublishAsync(protocol.Storage, 3);
        await DamageAsync(protocol, 2);
        await protocol.ModelReadyAsync("smiles");
        await protocol.PromoteAsync(2);

        var model = await protocol.ModelReadyAsync("smiles");
        var damaged = await protocol.ReadyAsync();
        await protocol.PromoteAsync(3);
        var mended = await protocol.ReadyAsync();

        Assert.Equal(200, model.Status);
        Assert.Equal((503, "5"), (damaged.Status, damaged.RetryAfter));
        Assert.False(damaged.Json.GetProperty("ready").GetBoolean());
        var fault = Assert.Single(damaged.Json.GetProperty("models").EnumerateArray());
        Assert.Equal(("smiles", """["v1"]"""), (fault.GetProperty("model").GetString(), fault.GetProperty("answering").GetRawText()));
        Assert.Contains("smiles v2 can't be served", damaged.Error, StringComparison.Ordinal);
        Assert.Equal(200, mended.Status);
    }

    [Fact]
    public async Task ModelReady_says_which_version_answers_and_which_does_not()
    {
        using var protocol = await Protocol.WithModelAsync(azurite);
        await Some.PublishAsync(protocol.Storage, 2);
        await DamageAsync(protocol, 2);

        var current = await protocol.ModelReadyAsync("smiles");
        var named = await protocol.ModelReadyAsync("smiles", "1");
        var damaged = await protocol.ModelReadyAsync("smiles", "v2");
        var unknown = await protocol.ModelReadyAsync("smiles", "v3");

        Assert.All([current, named], answer => Assert.Equal("""{"name":"smiles","ready":true}""", answer.Json.GetRawText()));
        Assert.Equal((503, false), (damaged.Status, damaged.Json.GetProperty("ready").GetBoolean()));
        Assert.Contains("SHA-256", damaged.Error, StringComparison.Ordinal);
        Assert.Equal((404, "smiles has no version 'v3'. There are: v1, v2."), (unknown.Status, unknown.Error));
    }

    private static async Task DamageAsync(Protocol protocol, int version) =>
        await protocol.Storage.Models.GetBlobClient(new ModelPaths(Some.Model, new(version)).Onnx)
            .UploadAsync(BinaryData.FromString("damaged"), overwrite: true, TestContext.Current.CancellationToken);
}

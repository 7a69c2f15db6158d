using PhotoScore.Core.Models;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Storage;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Predictions;

/// <summary>What was promoted, and can't be served: what answered before goes on, readiness says so, and the log says so once.</summary>
public sealed class BadCurrentTests(AzuriteFixture azurite)
{
    private static readonly byte[] Grey = Photo.Png(100, 100, 100);

    public static TheoryData<string> Faults => ["truncated", "missing network", "another network", "wrong classes", "wrong embedding", "unreadable manifest", "unpublished", "unreadable routes", "no routes"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Current_that_can_not_be_served_leaves_what_answered_before(string fault)
    {
        using var serving = await ArrangeAsync();
        await serving.AnswerAsync(Serving.Request("image/png", Grey));
        Assert.Empty(await FaultsAsync(serving));

        await BreakAsync(serving.Storage, fault);
        for (var i = 0; i < 3; i++)
            Assert.Equal(1, (await serving.AnswerAsync(Serving.Request("image/png", Grey))).Version.Number);

        Assert.Single(serving.Logs.Of(401));
        var told = Assert.Single(await FaultsAsync(serving));
        Assert.Equal([1], told.Answering.Select(version => version.Number));
        Assert.NotEmpty(told.Fault);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Current_that_can_not_be_served_leaves_the_one_before_it_to_a_new_process_too(string fault)
    {
        using var old = await ArrangeAsync();
        await BreakAsync(old.Storage, fault);
        using var serving = new Serving(old.Storage);

        // What can't be read says nothing of what was before either.
        if (fault is "unreadable routes" or "no routes")
            Assert.Equal(500, (await serving.RefusalAsync(Serving.Request("image/png", Grey))).Status);
        else
            Assert.Equal(1, (await serving.AnswerAsync(Serving.Request("image/png", Grey))).Version.Number);
        Assert.Single(await FaultsAsync(serving));
    }

    [Fact]
    public async Task Current_that_was_mended_answers_and_nothing_is_wrong_any_more()
    {
        using var serving = await ArrangeAsync();
        await serving.AnswerAsync(Serving.Request("image/png", Grey));
        await BreakAsync(serving.Storage, "truncated");
        Assert.Single(await FaultsAsync(serving));

        await serving.Storage.Models.GetBlobClient(new ModelPaths(Some.Model, new(2)).Onnx)
            .UploadAsync(BinaryData.FromBytes(TinyOnnx.Redness(2)), overwrite: true, TestContext.Current.CancellationToken);
        var answer = await serving.AnswerAsync(Serving.Request("image/png", Grey));

        Assert.Equal(2, answer.Version.Number);
        Assert.Empty(await FaultsAsync(serving));
    }

    [Fact]
    public async Task Current_version_whose_files_are_deleted_goes_on_while_it_is_loaded()
    {
        using var serving = await ArrangeAsync(new() { CurrentFor = TimeSpan.Zero, MaxSessions = 1 });
        await serving.AnswerAsync(Serving.Request("image/png", Grey));
        await foreach (var blob in serving.Storage.Models.GetBlobsAsync(new() { Prefix = "smiles/v1/" }, TestContext.Current.CancellationToken))
            await serving.Storage.Models.DeleteBlobAsync(blob.Name, cancellationToken: TestContext.Current.CancellationToken);
        // Takes the only place for a session.
        await serving.AnswerAsync(Serving.Request("image/png", Grey), version: "v2");

        Assert.Equal(1, (await serving.AnswerAsync(Serving.Request("image/png", Grey))).Version.Number);
    }

    private async Task<Serving> ArrangeAsync(Functions.Predictions.PredictionLimits? limits = null)
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1, bias: 1);
        await Some.PublishAsync(storage, 2, bias: 2);
        var serving = new Serving(storage, limits ?? new() { CurrentFor = TimeSpan.Zero, DamagedFor = TimeSpan.Zero });
        await PromoteAsync(serving, 1);
        return serving;
    }

    private static Task<IReadOnlyList<Functions.Predictions.ModelFault>> FaultsAsync(Serving serving) =>
        serving.Readiness.FaultsAsync(TestContext.Current.CancellationToken);

    private static Task<Functions.Models.PromotionOutcome> PromoteAsync(Serving serving, int version) =>
        serving.Promoter.PromoteAsync(Some.Model, new(version), Promotion.Always, TestContext.Current.CancellationToken);

    /// <summary>Makes the second version current, with a fault.</summary>
    private static async Task BreakAsync(PhotoStorage storage, string fault)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var paths = new ModelPaths(Some.Model, new(2));
        var network = TinyOnnx.Redness(2);
        var manifest = Some.Manifest(2, onnx: network);
        using (var serving = new Serving(storage))
            await PromoteAsync(serving, 2);
        switch (fault)
        {
            case "truncated":
                await WriteAsync(paths.Onnx, network[..^40]);
                break;
            case "missing network":
                await storage.Models.DeleteBlobAsync(paths.Onnx, cancellationToken: cancellation);
                break;
            case "another network":
                // The manifest is of these bytes, but they are no network.
                await WriteAsync(paths.Onnx, network[..^40]);
                await storage.Models.WriteJsonAsync(paths.Manifest, Some.Manifest(2, onnx: network[..^40]), cancellation);
                break;
            case "wrong classes":
                await storage.Models.WriteJsonAsync(paths.Manifest, manifest with { Classes = ["a", "b", "c"] }, cancellation);
                break;
            case "wrong embedding":
                await storage.Models.WriteJsonAsync(paths.Manifest, manifest with { EmbeddingLength = 512 }, cancellation);
                break;
            case "unreadable manifest":
                await WriteAsync(paths.Manifest, "{ \"model\": "u8.ToArray());
                break;
            case "unpublished":
                await storage.Models.DeleteBlobAsync(paths.Manifest, cancellationToken: cancellation);
                break;
            case "unreadable routes":
                await WriteAsync(ModelPaths.Current(Some.Model), "{ \"routes\": 7 }"u8.ToArray());
                break;
            default:
                await storage.Models.WriteJsonAsync(ModelPaths.Current(Some.Model), new CurrentModel { Routes = [], Reason = "a fault" }, cancellation);
                break;
        }

        Task WriteAsync(string name, byte[] content) =>
            storage.Models.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), overwrite: true, cancellation);
    }
}

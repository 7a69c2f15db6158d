using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Abstractions;
using PhotoScore.Core.Json;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Storage;
using PhotoScore.Functions.Training;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Models;

/// <summary>What the lists and pages of models and trainings say.</summary>
public sealed class ModelListingTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly FakeDurableClient _client = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task Trainings_are_listed_oldest_first_page_by_page()
    {
        var storage = await Some.StorageAsync(azurite);
        foreach (var version in (int[])[1, 2, 10])
            await AcceptAsync(storage, version);
        await storage.Models.CreateJsonAsync(new ModelPaths(Some.Model, new(2)).Status, new TrainingStatus
        {
            Attempt = 1,
            Sequence = 4,
            Stage = TrainingStage.Training,
            UpdatedAt = DateTimeOffset.UnixEpoch,
            Epoch = 2,
            Epochs = 5,
            Curve = [new(1, 1e-3, new(0.6, 0.7, 0.7), new(0.5, 0.8, 0.75), 1)],
        }, Cancellation);

        var first = await TrainingsAsync(storage, "?limit=2");
        var rest = await TrainingsAsync(storage, $"?after={first.GetProperty("next").GetString()}");

        Assert.Equal(["v1", "v2"], Names(first, "items", "version"));
        Assert.Equal(["v10"], Names(rest, "items", "version"));
        Assert.False(rest.TryGetProperty("next", out _));
        var running = first.GetProperty("items")[1];
        Assert.Equal(("running", "training", 2, 5), (
            running.GetProperty("status").GetString(), running.GetProperty("stage").GetString(), running.GetProperty("epoch").GetInt32(), running.GetProperty("epochs").GetInt32()));
        Assert.Equal(0.75, running.GetProperty("validation").GetProperty("balancedAccuracy").GetDouble());
        Assert.Equal("queued", first.GetProperty("items")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_model_whose_only_training_is_not_over_is_there_and_its_version_says_that_it_is_not_published()
    {
        var storage = await Some.StorageAsync(azurite);
        await AcceptAsync(storage, 1);

        var model = await JsonAsync(await Models(storage).Get(Request(), "smiles", Cancellation));

        var version = Assert.Single(model.GetProperty("versions").EnumerateArray());
        Assert.Equal(("v1", false), (version.GetProperty("version").GetString(), version.GetProperty("published").GetBoolean()));
        Assert.False(model.TryGetProperty("current", out _));
    }

    [Fact]
    public async Task A_model_that_has_only_a_sweep_is_there_without_versions_and_trainings()
    {
        var storage = await Some.StorageAsync(azurite);
        await storage.Models.UploadBlobAsync(new SweepPaths(Some.Model, new(1)).Request, BinaryData.FromString("{}"), Cancellation);

        var listed = await JsonAsync(await Models(storage).List(Request(), Cancellation));
        var model = await JsonAsync(await Models(storage).Get(Request(), "smiles", Cancellation));

        Assert.Equal(["smiles"], Names(listed, "items", "model"));
        Assert.Empty(model.GetProperty("versions").EnumerateArray());
        Assert.Empty((await TrainingsAsync(storage)).GetProperty("items").EnumerateArray());
        var missing = Assert.IsType<ObjectResult>(await Models(storage).GetVersion(Request(), "smiles", "v1", Cancellation));
        Assert.Contains("smiles has no version yet", Assert.IsType<ProblemDetails>(missing.Value).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_nobody_named_is_not_found_and_those_that_are_there_are_named()
    {
        var storage = await Some.StorageAsync(azurite);
        await AcceptAsync(storage, 1);

        var answers = new[] { await Models(storage).Get(Request(), "smile", Cancellation), await Trainings(storage).List(Request(), "smile", _client, Cancellation) };

        Assert.All(answers, answer =>
        {
            var refused = Assert.IsType<ObjectResult>(answer);
            Assert.Equal(StatusCodes.Status404NotFound, refused.StatusCode);
            Assert.Equal("There is no model 'smile'. There are: smiles.", Assert.IsType<ProblemDetails>(refused.Value).Detail);
        });
    }

    [Fact]
    public async Task A_page_of_no_size_is_refused()
    {
        var storage = await Some.StorageAsync(azurite);

        var refused = Assert.IsType<ObjectResult>(await Trainings(storage).List(Request("?limit=0"), "smiles", _client, Cancellation));

        Assert.Equal(StatusCodes.Status400BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Report_is_given_as_page_or_data_and_not_again_to_whom_has_it()
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1);
        var paths = new ModelPaths(Some.Model, new(1));
        await storage.Models.UploadBlobAsync(paths.Report, BinaryData.FromString("<p>page</p>"), Cancellation);
        await storage.Models.UploadBlobAsync(paths.ReportData, BinaryData.FromString("{}"), Cancellation);
        var (page, accepting, again) = (Request(), Request(), Request());
        accepting.Headers.Accept = "application/json";

        var shown = Assert.IsType<FileStreamResult>(await ReportAsync(storage, page));
        var data = Assert.IsType<FileStreamResult>(await ReportAsync(storage, Request("?format=json")));
        var accepted = Assert.IsType<FileStreamResult>(await ReportAsync(storage, accepting));

        Assert.Equal(("text/html; charset=utf-8", "<p>page</p>"), (shown.ContentType, await TextAsync(shown)));
        Assert.Equal(("application/json", "{}"), (data.ContentType, await TextAsync(data)));
        Assert.Equal("{}", await TextAsync(accepted));
        Assert.Contains("default-src 'none'", page.HttpContext.Response.Headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
        again.Headers.IfNoneMatch = page.HttpContext.Response.Headers.ETag;
        Assert.Equal(StatusCodes.Status304NotModified, Assert.IsType<StatusCodeResult>(await ReportAsync(storage, again)).StatusCode);
    }

    [Theory]
    [InlineData("v1", "", 404, "published without a report")]
    [InlineData("v2", "", 404, "smiles v2 is not published")]
    [InlineData("v7", "", 404, "smiles has no version 'v7'")]
    [InlineData("v1", "?format=pdf", 400, null)]
    public async Task Report_that_is_not_there_says_why(string version, string query, int status, string? told)
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1);
        await AcceptAsync(storage, 2);

        var refused = Assert.IsType<ObjectResult>(await ReportAsync(storage, Request(query), version));

        Assert.Equal(status, refused.StatusCode);
        if (told is not null)
            Assert.Contains(told, Assert.IsType<ProblemDetails>(refused.Value).Detail, StringComparison.Ordinal);
    }

    private static ModelFunctions Models(PhotoStorage storage)
    {
        var catalog = new ModelCatalog(storage);
        return new(catalog, new(storage), new(storage, catalog, new(storage), TimeProvider.System));
    }

    private static TrainingFunctions Trainings(PhotoStorage storage) =>
        new(storage, new(storage), new(storage, new(storage), new(), TimeProvider.System), new(NullLogger<TrainingWaker>.Instance));

    private async Task<JsonElement> TrainingsAsync(PhotoStorage storage, string query = "") =>
        await JsonAsync(await Trainings(storage).List(Request(query), "smiles", _client, Cancellation));

    private static Task<IActionResult> ReportAsync(PhotoStorage storage, HttpRequest request, string version = "v1") =>
        new ModelReportEndpoint(storage, new(storage)).RunAsync(request, "smiles", version, Cancellation);

    private static async Task AcceptAsync(PhotoStorage storage, int version) => await storage.Models.CreateJsonAsync(
        new ModelPaths(Some.Model, new(version)).Request,
        new AcceptedTraining { AcceptedAt = DateTimeOffset.UnixEpoch, DatasetVersion = new(1), Request = new() { Dataset = Some.Dataset, Architecture = "basic-cnn" } },
        Cancellation);

    private static HttpRequest Request(string query = "")
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);
        return request;
    }

    private static async Task<JsonElement> JsonAsync(IActionResult answer)
    {
        var json = Assert.IsType<JsonResult>(answer);
        Assert.Equal(StatusCodes.Status200OK, json.StatusCode);
        using var text = new MemoryStream();
        await JsonSerializer.SerializeAsync(text, json.Value, StoredJson.Compact, Cancellation);
        return JsonSerializer.Deserialize<JsonElement>(text.ToArray());
    }

    private static IEnumerable<string> Names(JsonElement list, string items, string member) =>
        list.GetProperty(items).EnumerateArray().Select(item => item.GetProperty(member).GetString()!);

    private static async Task<string> TextAsync(FileStreamResult file)
    {
        using var reader = new StreamReader(file.FileStream);
        return await reader.ReadToEndAsync(Cancellation);
    }
}

using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.DurableTask.Client;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Scorings;
using PhotoScore.Functions.Downloads;
using PhotoScore.Functions.Scorings;
using PhotoScore.Functions.Storage;
using PhotoScore.Functions.Tests.Predictions;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Scorings;

public sealed class ScoringApiTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nothing", "$")]
    [InlineData("[1]", "$")]
    [InlineData("{}", "$")]
    [InlineData("""{ "prefix": "", "folder": "x" }""", "folder prefix")]
    [InlineData("""{ "prefix": "/photos" }""", "prefix")]
    [InlineData("""{ "prefix": "nothing/", "container": "models", "embeddings": 1 }""", "container embeddings prefix")]
    [InlineData("""{ "prefix": "photos/", "dataset": "faces" }""", "dataset")]
    [InlineData("""{ "prefix": "photos/", "version": "v1", "split": "test" }""", "split version")]
    [InlineData("""{ "dataset": "faces", "container": "uploads" }""", "container")]
    [InlineData("""{ "dataset": "nowhere", "modelVersion": "v7" }""", "dataset modelVersion")]
    [InlineData("""{ "dataset": "faces", "version": "v9" }""", "version")]
    [InlineData("""{ "dataset": "faces", "split": "half", "version": 3 }""", "split version")]
    [InlineData("""{ "dataset": "FACES!" }""", "dataset")]
    public async Task Post_faulty_request_names_every_fault_and_allocates_nothing(string body, string paths)
    {
        await using var bench = await ScoringBench.CreateAsync(azurite);
        await Some.FinishDatasetAsync(bench.Storage, 1);
        await ScoringBench.UploadAsync(bench.Storage.Uploads, "photos/a.png", Photo.Png(1, 2, 3));

        var problem = Assert.IsType<ProblemDetails>(Assert.IsType<ObjectResult>(await bench.PostAsync(body)).Value);

        Assert.Equal(400, problem.Status);
        Assert.Equal(paths.Split(' '), ((IReadOnlyDictionary<string, string[]>)problem.Extensions["errors"]!).Keys.Order(StringComparer.Ordinal));
        Assert.Empty(await bench.Get<ScoringCatalog>().ScoringsAsync(Some.Model, Cancellation));
        Assert.Empty(bench.Client.Instances);
    }

    [Fact]
    public async Task Post_model_without_versions_or_a_current_one_is_refused()
    {
        await using var bench = new ScoringBench(await Some.StorageAsync(azurite));
        await Some.PublishAsync(bench.Storage, 1);
        await ScoringBench.UploadAsync(bench.Storage.Uploads, "photos/a.png", Photo.Png(1, 2, 3));

        var none = await FaultAsync(bench, "frowns", "modelVersion");
        var notCurrent = await FaultAsync(bench, "smiles", "modelVersion");
        var noName = await FaultAsync(bench, "scorings", "model");

        Assert.Contains("There are: smiles", none, StringComparison.Ordinal);
        Assert.Contains("/promote", notCurrent, StringComparison.Ordinal);
        Assert.Contains("no model name", noName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_starts_one_run_under_the_scorings_own_id_and_says_where_to_look()
    {
        await using var bench = await StartedAsync();

        var answer = Assert.IsType<JsonResult>(await bench.PostAsync("""{ "prefix": "photos/" }"""));

        var json = ScoringBench.Json(answer);
        Assert.Equal((202, "v2", "v1"), (answer.StatusCode, json.GetProperty("scoring").GetString(), json.GetProperty("version").GetString()));
        Assert.Equal("/api/models/smiles/scorings/v2", json.GetProperty("statusUrl").GetString());
        Assert.Equal(["scoring-smiles-v1", "scoring-smiles-v2"], bench.Client.Instances.Keys.Order());
    }

    [Fact]
    public async Task Post_with_the_same_idempotency_key_finds_the_first_ones_scoring()
    {
        await using var bench = await StartedAsync();

        var first = ScoringBench.Json(await bench.PostAsync("""{ "prefix": "photos/" }""", key: "once"));
        await bench.PublishAsync(2);
        var again = ScoringBench.Json(await bench.PostAsync("""{ "prefix": "photos/" }""", key: "once"));
        var other = ScoringBench.Json(await bench.PostAsync("""{ "prefix": "photos/" }""", key: "twice"));

        Assert.Equal(("v2", "v1"), (first.GetProperty("scoring").GetString(), first.GetProperty("version").GetString()));
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(("v3", "v2"), (other.GetProperty("scoring").GetString(), other.GetProperty("version").GetString()));
        await Assert.ThrowsAsync<OriginReusedException>(() => bench.PostAsync("""{ "prefix": "photos/1" }""", key: "once"));
    }

    [Fact]
    public async Task Get_tells_what_there_is_before_during_and_after()
    {
        await using var bench = await StartedAsync();
        Assert.Equal("queued", (await bench.GetAsync()).GetProperty("status").GetString());
        bench.Client.Instances["scoring-smiles-v1"] = OrchestrationRuntimeStatus.Running;
        var during = new List<JsonElement>();
        bench.Disturb = async (name, run) =>
        {
            var result = await run(Cancellation);
            if (name == nameof(ScoreChunk))
            {
                lock (during)
                    during.Add(bench.GetAsync().GetAwaiter().GetResult());
            }
            return result;
        };

        await bench.RunAsync(new(Some.Model, new(1)));

        Assert.All(during, view => Assert.Equal("running", view.GetProperty("status").GetString()));
        Assert.Contains(during, view => view.GetProperty("done").GetInt64() is > 0 and <= 3);
        var after = await bench.GetAsync();
        Assert.Equal(("completed", 3, 3), (after.GetProperty("status").GetString(), after.GetProperty("done").GetInt32(), after.GetProperty("parts").GetInt32()));
        Assert.Equal("scorings/smiles/v1/part-", after.GetProperty("partsAt").GetString());
    }

    [Fact]
    public async Task List_pages_through_scorings_and_knows_each_ones_state()
    {
        await using var bench = await StartedAsync();
        await bench.PostAsync("""{ "prefix": "photos/", "embeddings": true }""");
        await bench.PostAsync("""{ "prefix": "photos/" }""");
        bench.Client.Instances["scoring-smiles-v2"] = OrchestrationRuntimeStatus.Failed;

        var first = await bench.ListAsync("?limit=2");
        var second = await bench.ListAsync($"?limit=2&after={first.GetProperty("next").GetString()}");

        Assert.Equal(["v1 queued", "v2 failed", "v3 queued"], first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray())
            .Select(item => $"{item.GetProperty("scoring").GetString()} {item.GetProperty("status").GetString()}"));
        Assert.False(second.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task Part_is_downloaded_as_it_is_stored_and_a_missing_one_is_not_found()
    {
        await using var bench = await StartedAsync();
        await bench.RunAsync(new(Some.Model, new(1)));

        var part = Assert.IsType<FileStreamResult>(await PartAsync(bench, 1));
        var missing = Assert.IsType<ProblemDetails>(Assert.IsType<ObjectResult>(await PartAsync(bench, 3)).Value);

        using var bytes = new MemoryStream();
        await part.FileStream.CopyToAsync(bytes, Cancellation);
        Assert.Equal((await bench.PartsAsync(new(Some.Model, new(1))))["smiles/v1/part-00001.parquet"], bytes.ToArray());
        Assert.Equal(404, missing.Status);
    }

    [Fact]
    public async Task Cancel_stops_parts_under_way_and_is_no_failure_that_is_tried_again()
    {
        await using var bench = await StartedAsync();
        bench.Client.Instances.Clear();
        // No photo can be read as long as this is held.
        using var all = await bench.Get<ByteBudget>().TakeAsync(long.MaxValue, Cancellation);
        var reading = new TaskCompletionSource();
        bench.Disturb = (name, run) =>
        {
            if (name == nameof(ScoreChunk))
                reading.TrySetResult();
            return run(Cancellation);
        };
        var run = bench.RunAsync(new(Some.Model, new(1)));
        await reading.Task;

        Assert.Equal(202, Assert.IsType<JsonResult>(await CancelAsync(bench, "v1")).StatusCode);

        await Assert.ThrowsAsync<ScoringFaultException>(() => run);
        Assert.Equal("cancelled", (await bench.GetAsync()).GetProperty("status").GetString());
        Assert.Empty(await bench.PartsAsync(new(Some.Model, new(1))));
    }

    [Fact]
    public async Task Cancel_what_waits_keeps_it_from_ever_being_started_and_what_has_ended_is_a_conflict()
    {
        await using var bench = await StartedAsync();
        bench.Client.Instances.Clear();
        await BackdateAsync(bench, "smiles/v1/request.json");

        Assert.Equal(202, Assert.IsType<JsonResult>(await CancelAsync(bench, "v1")).StatusCode);
        await bench.Get<StartForgottenScorings>().RunAsync(new(), bench.Client, Cancellation);

        Assert.Empty(bench.Client.Instances);
        Assert.Equal("cancelled", (await bench.GetAsync()).GetProperty("status").GetString());
        var other = await bench.ScoreAsync("""{ "prefix": "photos/" }""");
        Assert.Equal(409, Assert.IsType<ObjectResult>(await CancelAsync(bench, other.Scoring.ToString())).StatusCode);
        Assert.Equal(404, Assert.IsType<ObjectResult>(await CancelAsync(bench, "v9")).StatusCode);
    }

    [Fact]
    public async Task StartForgotten_starts_what_a_crash_left_accepted_and_nothing_younger()
    {
        await using var bench = await StartedAsync();
        await bench.PostAsync("""{ "prefix": "photos/" }""");
        bench.Client.Instances.Clear();
        await BackdateAsync(bench, "smiles/v2/request.json");

        await bench.Get<StartForgottenScorings>().RunAsync(new(), bench.Client, Cancellation);

        Assert.Equal(["scoring-smiles-v2"], bench.Client.Instances.Keys);
    }

    private async Task<ScoringBench> StartedAsync()
    {
        var bench = await ScoringBench.CreateAsync(azurite, ("Scorings:PhotosPerPart", "1"));
        for (var i = 0; i < 3; i++)
            await ScoringBench.UploadAsync(bench.Storage.Uploads, $"photos/{i}.png", Photo.Png((byte)i, 2, 3));
        Assert.Equal(202, Assert.IsType<JsonResult>(await bench.PostAsync("""{ "prefix": "photos/" }""")).StatusCode);
        return bench;
    }

    private static async Task<string> FaultAsync(ScoringBench bench, string model, string path)
    {
        var problem = Assert.IsType<ProblemDetails>(Assert.IsType<ObjectResult>(await bench.PostAsync("""{ "prefix": "photos/" }""", model)).Value);
        return string.Join(' ', ((IReadOnlyDictionary<string, string[]>)problem.Extensions["errors"]!)[path]);
    }

    private static Task<IActionResult> PartAsync(ScoringBench bench, int part) =>
        bench.Get<ScoringFunctions>().GetPart(new Microsoft.AspNetCore.Http.DefaultHttpContext().Request, "smiles", "v1", part, Cancellation);

    private static Task<IActionResult> CancelAsync(ScoringBench bench, string scoring) =>
        bench.Get<ScoringFunctions>().Cancel(new Microsoft.AspNetCore.Http.DefaultHttpContext().Request, "smiles", scoring, bench.Client, Cancellation);

    private static async Task BackdateAsync(ScoringBench bench, string name)
    {
        var accepted = (await bench.Storage.Scorings.ReadJsonAsync<AcceptedScoring>(name, Cancellation))!.Value;
        await bench.Storage.Scorings.WriteJsonAsync(name, accepted with { AcceptedAt = accepted.AcceptedAt - TimeSpan.FromMinutes(1) }, Cancellation);
    }
}

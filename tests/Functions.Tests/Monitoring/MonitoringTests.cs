using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Json;
using PhotoScore.Core.Monitoring;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Monitoring;
using PhotoScore.Functions.Predictions;
using PhotoScore.Functions.Storage;
using PhotoScore.Functions.Tests.Predictions;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Monitoring;

/// <summary>Photos are served by the real engine, and what it was served is read back over the API.</summary>
public sealed class MonitoringTests(AzuriteFixture azurite)
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_photos_like_those_of_the_reference_gives_no_warning()
    {
        var storage = await ArrangeAsync();
        using var process = new Process(storage, _time);

        await process.ServeAsync(Photos(seed: 2, brightness: 0));

        var view = await process.GetAsync();
        Assert.Equal(("stable", 0), (Level(view.GetProperty("total")), view.GetProperty("warnings").GetArrayLength()));
        Assert.Equal((300, 300), (view.GetProperty("total").GetProperty("photos").GetInt32(), view.GetProperty("reference").GetProperty("photos").GetInt32()));
        Assert.False(view.TryGetProperty("note", out _));
        Assert.Equal(300, view.GetProperty("days")[0].GetProperty("histograms").GetProperty("yes").EnumerateArray().Sum(bin => bin.GetInt32()));
    }

    [Fact]
    public async Task Get_darker_photos_warns_of_the_input_and_says_what_to_do()
    {
        var storage = await ArrangeAsync();
        using var process = new Process(storage, _time);

        await process.ServeAsync(Photos(seed: 2, brightness: -60));

        var view = await process.GetAsync();
        var warnings = view.GetProperty("warnings").EnumerateArray().ToList();
        Assert.Equal("warning", Level(view.GetProperty("total")));
        Assert.Contains(warnings, warning => warning.GetProperty("kind").GetString() == "input" && warning.GetProperty("message").GetString()!.Contains("less red", StringComparison.Ordinal));
        // The embedding of this network is the mean colour.
        Assert.Contains(warnings, warning => warning.GetProperty("kind").GetString() == "embeddings");
        Assert.All(warnings, warning => Assert.NotEmpty(warning.GetProperty("advice").GetString()!));
    }

    [Fact]
    public async Task Get_answers_of_another_mix_warn_of_the_probabilities()
    {
        var storage = await ArrangeAsync();
        using var process = new Process(storage, _time);

        await process.ServeAsync([.. Enumerable.Range(0, 300).Select(i => Photo.Png(250, 10, (byte)(i % 250), side: 4))]);

        var warning = (await process.GetAsync()).GetProperty("warnings").EnumerateArray().First(warning => warning.GetProperty("kind").GetString() == "probabilities");
        Assert.Equal(("warning", "total"), (warning.GetProperty("level").GetString(), warning.GetProperty("of").GetString()));
        Assert.True(warning.GetProperty("value").GetDouble() > 0.2);
    }

    [Fact]
    public async Task Get_several_processes_and_days_are_merged_by_day()
    {
        var storage = await ArrangeAsync();
        using var first = new Process(storage, _time);
        using var second = new Process(storage, _time);
        await first.ServeAsync(Photos(seed: 2, brightness: 0, count: 120));
        await second.ServeAsync(Photos(seed: 3, brightness: 0, count: 130));
        await second.Writer.FlushAsync(Cancellation);
        _time.Advance(TimeSpan.FromDays(1));
        await first.ServeAsync(Photos(seed: 4, brightness: -80, count: 210));

        var view = await first.GetAsync();

        Assert.Equal(["2026-05-01 250", "2026-05-02 210"], view.GetProperty("days").EnumerateArray()
            .Select(day => $"{day.GetProperty("day").GetString()} {day.GetProperty("photos").GetInt32()}"));
        Assert.Equal(460, view.GetProperty("total").GetProperty("photos").GetInt32());
        Assert.Equal("stable", Level(view.GetProperty("days")[0]));
        Assert.Contains(view.GetProperty("warnings").EnumerateArray(), warning => warning.GetProperty("of").GetString() == "2026-05-02");
        Assert.Equal(210, (await first.GetAsync("?days=1")).GetProperty("total").GetProperty("photos").GetInt32());
    }

    [Fact]
    public async Task Get_version_without_a_reference_shows_what_was_served_and_says_why_it_can_not_be_compared()
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1);
        using var process = new Process(storage, _time);

        await process.ServeAsync(Photos(seed: 1, brightness: 0, count: 3));

        var view = await process.GetAsync();
        Assert.Contains("reference.json", view.GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.Equal((3, false), (view.GetProperty("total").GetProperty("photos").GetInt32(), view.GetProperty("total").TryGetProperty("comparison", out _)));
        Assert.Equal(4, view.GetProperty("total").GetProperty("width").GetProperty("mean").GetDouble());
    }

    [Fact]
    public async Task Get_few_photos_or_none_says_so()
    {
        var storage = await ArrangeAsync();
        using var process = new Process(storage, _time);

        Assert.Contains("Nothing was served", (await process.GetAsync()).GetProperty("note").GetString(), StringComparison.Ordinal);
        await process.ServeAsync(Photos(seed: 2, brightness: -100, count: 199));

        var view = await process.GetAsync();
        Assert.Contains("199 photos are too few", view.GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.Equal(("tooFew", 0), (Level(view.GetProperty("total")), view.GetProperty("warnings").GetArrayLength()));
    }

    [Theory]
    [InlineData("v1", "?days=0", 400)]
    [InlineData("v1", "?days=91", 400)]
    [InlineData("v1", "?days=many", 400)]
    [InlineData("v7", "", 404)]
    public async Task Get_what_can_not_be_answered_is_a_problem(string version, string query, int status)
    {
        using var process = new Process(await ArrangeAsync(), _time);

        Assert.Equal(status, Assert.IsType<ObjectResult>(await process.SendAsync(query, version)).StatusCode);
    }

    [Fact]
    public async Task Flush_that_storage_refuses_is_made_up_for_by_the_next_one()
    {
        var storage = await ArrangeAsync();
        using var process = new Process(storage, _time);
        await process.ServeAsync(Photos(seed: 2, brightness: 0, count: 5));
        await storage.Monitoring.DeleteAsync(cancellationToken: Cancellation);

        await process.Writer.FlushAsync(Cancellation);
        await storage.Monitoring.CreateAsync(cancellationToken: Cancellation);

        Assert.Equal(5, (await process.GetAsync()).GetProperty("total").GetProperty("photos").GetInt32());
    }

    [Fact]
    public async Task Stop_writes_what_is_left_and_a_minute_writes_too()
    {
        var storage = await ArrangeAsync();
        using var process = new Process(storage, _time);
        await process.Writer.StartAsync(Cancellation);
        await process.ServeAsync(Photos(seed: 2, brightness: 0, count: 5));

        await Until.TrueAsync(async () =>
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            return await StoredAsync(storage) == 5;
        });
        await process.ServeAsync(Photos(seed: 3, brightness: 0, count: 2));
        await process.Writer.StopAsync(Cancellation);

        Assert.Equal(7, await StoredAsync(storage));
    }

    private async Task<PhotoStorage> ArrangeAsync()
    {
        var storage = await Some.StorageAsync(azurite);
        await Some.PublishAsync(storage, 1);
        var builder = new PhotoStatisticsBuilder(["no", "yes"]);
        foreach (var photo in Photos(seed: 1, brightness: 0))
        {
            using var decoded = ImageDecoder.Decode(photo);
            var (red, green, blue) = (decoded.Pixels.Span[0], decoded.Pixels.Span[1], decoded.Pixels.Span[2]);
            var yes = (float)TinyOnnx.Yes(red, green, bias: 0);
            builder.Add([1 - yes, yes], [red / 255f, green / 255f, blue / 255f], decoded.Pixels.Span, (4, 4));
        }
        var reference = new ModelReference("validation", builder.Build());
        await storage.Models.CreateJsonAsync(new ModelPaths(Some.Model, new(1)).Reference, reference, Cancellation);
        return storage;
    }

    // Each of one colour, the colours spread over most of the range.
    private static byte[][] Photos(int seed, int brightness, int count = 300)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Photo.Png(Colour(), Colour(), Colour(), side: 4))];

        byte Colour() => (byte)Math.Clamp(random.Next(60, 200) + brightness, 0, 255);
    }

    private static string? Level(JsonElement photos) => photos.GetProperty("comparison").GetProperty("level").GetString();

    private static async Task<long> StoredAsync(PhotoStorage storage)
    {
        var photos = 0L;
        await foreach (var blob in storage.Monitoring.GetBlobsAsync(cancellationToken: Cancellation))
            photos += (await storage.Monitoring.ReadJsonAsync<MonitoredDay>(blob.Name, Cancellation))!.Value.Statistics.Photos;
        return photos;
    }

    /// <summary>One of several processes that serve the same models.</summary>
    private sealed class Process : IDisposable
    {
        private readonly Serving _serving;
        private readonly MonitoringFunctions _functions;

        public Process(PhotoStorage storage, TimeProvider time)
        {
            var served = new ServedPhotos(new(), time);
            _serving = new(storage, new() { MaxQueuedPhotos = 1000 }, served);
            Writer = new(storage, served, new(), time, NullLogger<MonitoringWriter>.Instance);
            _functions = new(new ModelCatalog(storage), new(storage), Writer, time);
        }

        public MonitoringWriter Writer { get; }

        public async Task ServeAsync(IEnumerable<byte[]> photos)
        {
            var model = (await _serving.Sessions.HoldAsync(Some.Model, new(1), Cancellation))!;
            var (predictions, _) = await _serving.Predictor.PredictAsync(model, [.. photos.Select(photo => new PhotoInput(photo))], Cancellation);
            Assert.All(predictions, prediction => Assert.Null(prediction.Error));
            model.Release();
        }

        public async Task<JsonElement> GetAsync(string query = "") =>
            JsonSerializer.SerializeToElement(Assert.IsType<JsonResult>(await SendAsync(query)).Value, StoredJson.Compact);

        public Task<IActionResult> SendAsync(string query = "", string version = "v1")
        {
            var request = new DefaultHttpContext().Request;
            request.QueryString = new(query);
            return _functions.Get(request, "smiles", version, Cancellation);
        }

        public void Dispose()
        {
            Writer.Dispose();
            _serving.Dispose();
        }
    }
}

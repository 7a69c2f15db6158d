using System.Text;
using Microsoft.Extensions.Configuration;
using PhotoScore.Local.Runtime.Hosting;
using PhotoScore.Local.Runtime.Tasks;

namespace PhotoScore.Local.Tests.Runtime.Hosting;

public sealed class HostSettingsTests
{
    [Fact]
    public void Read_empty_file_gives_the_real_hosts_defaults()
    {
        var settings = Read("{}");

        Assert.Equal("api", settings.RoutePrefix);
        Assert.Equal((16, 8, 5), (settings.Queues.BatchSize, settings.Queues.Threshold, settings.Queues.MaxDequeueCount));
        Assert.Equal(5, settings.Blobs.PoisonBlobThreshold);
    }

    [Fact]
    public void Read_full_file_gives_what_it_says()
    {
        var settings = Read("""
            { "extensions": {
                "http": { "routePrefix": "" },
                "queues": { "batchSize": 4, "newBatchThreshold": 1, "maxDequeueCount": 2, "visibilityTimeout": "00:00:10", "maxPollingInterval": "00:00:02" },
                "blobs": { "maxDegreeOfParallelism": 3, "poisonBlobThreshold": 2 },
                "durableTask": { "hubName": "%Hub%", "maxConcurrentActivityFunctions": 7, "extendedSessionIdleTimeoutInSeconds": 90 } } }
            """);
        var app = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Hub", (string?)"Photos")]).Build();

        Assert.Equal("", settings.RoutePrefix);
        Assert.Equal((4, 1, 2), (settings.Queues.BatchSize, settings.Queues.Threshold, settings.Queues.MaxDequeueCount));
        Assert.Equal((10, 2), (settings.Queues.VisibilityTimeout.TotalSeconds, settings.Queues.MaxPollingInterval.TotalSeconds));
        Assert.Equal((3, 2), (settings.Blobs.MaxDegreeOfParallelism, settings.Blobs.PoisonBlobThreshold));
        var hub = HubSettings.Read(settings.DurableTask, app);
        Assert.Equal(("Photos", 7), (hub.HubName, hub.MaxConcurrentActivityFunctions));
        Assert.Equal(TimeSpan.FromSeconds(90), hub.IdleTime);
    }

    [Fact]
    public void Read_values_out_of_range_names_every_one()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Read("""
            { "extensions": { "queues": { "batchSize": 33, "maxDequeueCount": 0 }, "blobs": { "poisonBlobThreshold": 0 } } }
            """));

        Assert.Contains("batchSize is 33", error.Message);
        Assert.Contains("maxDequeueCount is 0", error.Message);
        Assert.Contains("poisonBlobThreshold is 0", error.Message);
    }

    [Fact]
    public void Read_value_of_another_kind_is_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Read("""{ "extensions": { "queues": { "batchSize": "many" } } }"""));

        Assert.Contains("batchSize", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Load_setting_of_the_app_overrides_the_file()
    {
        var folder = Directory.CreateTempSubdirectory();
        File.WriteAllText(Path.Combine(folder.FullName, "host.json"), """{ "extensions": { "http": { "routePrefix": "file" }, "queues": { "batchSize": 2 } } }""");
        var app = new ConfigurationBuilder().AddInMemoryCollection(
        [
            KeyValuePair.Create("AzureWebJobsScriptRoot", (string?)folder.FullName),
            KeyValuePair.Create("AzureFunctionsJobHost:extensions:http:routePrefix", (string?)"setting"),
        ]).Build();

        var settings = HostSettings.Load(app);

        Assert.Equal(("setting", 2), (settings.RoutePrefix, settings.Queues.BatchSize));
    }

    private static HostSettings Read(string json) =>
        HostSettings.Read(new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build());
}

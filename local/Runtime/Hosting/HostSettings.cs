using Microsoft.Extensions.Configuration;
using PhotoScore.Local.Runtime.Blobs;
using PhotoScore.Local.Runtime.Queues;

namespace PhotoScore.Local.Runtime.Hosting;

/// <summary>What <c>host.json</c> says; <c>AzureFunctionsJobHost__…</c> in the app's configuration says otherwise.</summary>
internal sealed class HostSettings
{
    private HostSettings(IConfiguration host)
    {
        RoutePrefix = host["extensions:http:routePrefix"] ?? "api";
        DurableTask = host.GetSection("extensions:durableTask");
        LogLevels = host.GetSection("logging:logLevel");
        Queues = Bind<QueueSettings>(host.GetSection("extensions:queues"));
        Blobs = Bind<BlobSettings>(host.GetSection("extensions:blobs"));
        var faults = Queues.Faults().Concat(Blobs.Faults()).ToList();
        if (faults.Count > 0)
            throw new InvalidOperationException("host.json: " + string.Join(" ", faults));
    }

    public string RoutePrefix { get; }

    public QueueSettings Queues { get; }

    public BlobSettings Blobs { get; }

    public IConfigurationSection DurableTask { get; }

    public IConfigurationSection LogLevels { get; }

    /// <summary>Reads the file beside the app's binaries, or in the current folder.</summary>
    /// <exception cref="InvalidOperationException">A value is out of range or no value of its kind; the message names every one.</exception>
    public static HostSettings Load(IConfiguration app)
    {
        var folders = new[] { app["AzureWebJobsScriptRoot"], AppContext.BaseDirectory, Environment.CurrentDirectory };
        var file = folders.OfType<string>().Select(folder => Path.Combine(folder, "host.json")).FirstOrDefault(File.Exists);
        var host = new ConfigurationBuilder();
        if (file is not null)
            host.AddJsonFile(file, optional: false);
        // Copied, not chained: a chained configuration loses empty values, and an empty route prefix means something.
        var overrides = app.GetSection("AzureFunctionsJobHost").AsEnumerable(makePathsRelative: true).Where(setting => setting.Value is not null);
        return Read(host.AddInMemoryCollection(overrides).Build());
    }

    public static HostSettings Read(IConfiguration host) => new(host);

    private static T Bind<T>(IConfigurationSection section)
        where T : new()
    {
        try
        {
            return section.Get<T>() ?? new T();
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidOperationException($"host.json: {error.Message} {error.InnerException?.Message}", error);
        }
    }
}

namespace PhotoScore.Local.PhotoSite.Faults;

/// <summary>The rates of one service.</summary>
internal sealed record ServiceFaults
{
    /// <summary>For its pictures.</summary>
    public FaultRates Photos { get; init; } = new();

    /// <summary>For its API's answers.</summary>
    public FaultRates Api { get; init; } = new();
}

/// <summary>The rates of every stand-in, set by configuration (<c>Faults:Flickr:Photos:NotFound=0.1</c>) or by <c>PUT /faults</c>.</summary>
internal sealed class SiteFaults
{
    public static readonly IReadOnlyList<string> Services = ["flickr", "instagram", "google", "picsum"];

    private readonly FailureMemory _memory;
    private volatile Dictionary<string, ServiceFaults> _faults;

    /// <exception cref="ArgumentException">A service or a rate is wrong; the message says which.</exception>
    public SiteFaults(SiteOptions options, FailureMemory memory)
    {
        _memory = memory;
        _faults = options.Faults;
        Replace(options.Faults);
    }

    public ServiceFaults this[string service] => _faults[service];

    public IReadOnlyDictionary<string, ServiceFaults> All => _faults;

    /// <summary>Sets all services' rates; a service that is not named has none. What has failed before is forgotten.</summary>
    /// <exception cref="ArgumentException">A service or a rate is wrong; the message says which.</exception>
    public void Replace(IReadOnlyDictionary<string, ServiceFaults> faults)
    {
        foreach (var (service, rates) in faults)
        {
            if (!Services.Contains(service, StringComparer.OrdinalIgnoreCase))
                throw new ArgumentException($"There is no service '{service}': {string.Join(", ", Services)}.");
            if ((rates.Photos.Complaint() ?? rates.Api.Complaint()) is { } complaint)
                throw new ArgumentException($"{service}: {complaint}");
        }
        var given = new Dictionary<string, ServiceFaults>(faults, StringComparer.OrdinalIgnoreCase);
        _faults = Services.ToDictionary(service => service, service => given.GetValueOrDefault(service, new ServiceFaults()));
        _memory.Clear();
    }
}

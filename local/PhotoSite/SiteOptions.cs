using PhotoScore.Local.PhotoSite.Faults;
using PhotoScore.Local.PhotoSite.Quotas;

namespace PhotoScore.Local.PhotoSite;

/// <summary>The site's configuration: arguments (<c>--Quota:Flickr=100/60</c>) or environment variables (<c>Quota__Flickr</c>).</summary>
internal sealed record SiteOptions
{
    /// <summary>The day that photos' ages count from; the day of the start unless given.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>How much memory rendered pictures may take.</summary>
    public int CacheMegabytes { get; init; } = 256;

    public FlickrOptions Flickr { get; init; } = new();
    public InstagramOptions Instagram { get; init; } = new();
    public GoogleOptions Google { get; init; } = new();
    public PicsumOptions Picsum { get; init; } = new();

    /// <summary>Calls per key; see <see cref="CallQuota.Parse"/>. Nothing is refused unless given.</summary>
    public PerService Quota { get; init; } = new();

    /// <summary>The keys taken, separated by commas; any unless given.</summary>
    public PerService Keys { get; init; } = new();

    public Dictionary<string, ServiceFaults> Faults { get; init; } = [];

    /// <exception cref="ArgumentException">A value is wrong; the message says which.</exception>
    public void Check()
    {
        foreach (var quota in (string?[])[Quota.Flickr, Quota.Instagram, Quota.Google])
            CallQuota.Parse(quota, TimeSpan.FromDays(1));
        foreach (var (name, number) in ((string, int)[])[("Flickr:Photos", Flickr.Photos), ("Instagram:Accounts", Instagram.Accounts), ("Picsum:Photos", Picsum.Photos)])
        {
            if (number is < 1 or > 1_000_000)
                throw new ArgumentException($"{name} must be between 1 and 1000000.");
        }
        if (CacheMegabytes < 0)
            throw new ArgumentException("CacheMegabytes must not be negative.");
    }
}

internal sealed record PerService
{
    public string? Flickr { get; init; }
    public string? Instagram { get; init; }
    public string? Google { get; init; }
}

internal sealed record FlickrOptions
{
    public int Photos { get; init; } = 30_000;
    public int Seed { get; init; } = 1;
}

internal sealed record InstagramOptions
{
    public int Accounts { get; init; } = 300;
    public int Seed { get; init; } = 2;
}

internal sealed record GoogleOptions
{
    public int Seed { get; init; } = 3;

    /// <summary>The share of results that don't show who was searched for.</summary>
    public double Wrong { get; init; } = 0.08;

    /// <summary>The share of results whose address is dead.</summary>
    public double Dead { get; init; } = 0.05;
}

internal sealed record PicsumOptions
{
    public int Photos { get; init; } = 1000;
    public int Seed { get; init; } = 4;
}

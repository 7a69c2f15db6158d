namespace PhotoScore.Local.PhotoSite.World;

/// <summary>The day that photos' ages count from: fixed while the site runs, so that a photo doesn't change between two pages.</summary>
internal sealed class SiteClock(SiteOptions options, TimeProvider time)
{
    public DateTimeOffset Today { get; } = options.Now?.ToUniversalTime() ?? new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
}

namespace PhotoScore.Local.PhotoSite.Faults;

/// <summary>What goes wrong when a photo is asked for.</summary>
internal enum Fault
{
    None,
    Truncated,
    Html,
    Empty,
    NotFound,
    TooManyRequests,
    Slow,
}

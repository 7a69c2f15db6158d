namespace PhotoScore.Local.PhotoSite.Faults;

/// <summary>What goes wrong when a photo, or an API's answer, is asked for.</summary>
internal enum Fault
{
    None,

    /// <summary>Half of the file, under a length that fits it: no retry helps.</summary>
    Truncated,
    Html,
    Empty,
    NotFound,

    /// <summary>429 with Retry-After; passes later.</summary>
    TooManyRequests,

    /// <summary>Begins late, each time.</summary>
    Slow,

    /// <summary>5xx; passes later.</summary>
    ServerError,

    /// <summary>The connection breaks in the middle of the body; passes later.</summary>
    Cut,

    /// <summary>The body stops half-way for a long time; passes later.</summary>
    Stalled,

    /// <summary>The connection breaks before any answer; passes later.</summary>
    Refused,

    /// <summary>A redirect to where the photo is now.</summary>
    Moved,

    /// <summary>Taken down by its owner: 410, or what the service shows instead.</summary>
    Removed,

    /// <summary>A redirect to where nobody listens.</summary>
    Unreachable,

    /// <summary>The photo, with a header that asks not to learn from it.</summary>
    NoAi,
}

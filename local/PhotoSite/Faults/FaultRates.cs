using Microsoft.AspNetCore.WebUtilities;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Faults;

/// <summary>
/// The share of photos with each fault. Which fault a photo has depends on seed, index and these rates alone, so the rates
/// travel in every photo's address and two runs see the same photos fail.
/// </summary>
/// <remarks>A class with settable properties: minimal APIs bind it from the query string.</remarks>
internal sealed record FaultRates
{
    public double? Duplicates { get; init; }
    public double? NearDuplicates { get; init; }
    public double? Truncated { get; init; }
    public double? Html { get; init; }
    public double? Empty { get; init; }
    public double? NotFound { get; init; }
    public double? TooMany { get; init; }
    public double? Slow { get; init; }

    /// <summary>How long a slow answer takes to begin.</summary>
    public int? SlowMilliseconds { get; init; }

    /// <summary>What a 429 puts into Retry-After.</summary>
    public int? RetryAfterSeconds { get; init; }

    private (string Name, double? Rate)[] Rates() =>
    [
        ("duplicates", Duplicates), ("nearDuplicates", NearDuplicates), ("truncated", Truncated), ("html", Html),
        ("empty", Empty), ("notFound", NotFound), ("tooMany", TooMany), ("slow", Slow),
    ];

    public double Copies => (Duplicates ?? 0) + (NearDuplicates ?? 0);

    public string? Complaint() =>
        Rates().Where(rate => rate.Rate is < 0 or > 1 or double.NaN).Select(rate => $"{rate.Name} must be between 0 and 1.").FirstOrDefault()
        ?? (Copies > 1 ? "duplicates and nearDuplicates together must not pass 1." : null)
        ?? (Answers().Sum(answer => answer.Rate) > 1 ? "The rates of faults together must not pass 1." : null);

    public Fault Of(int seed, int index)
    {
        var place = new Draw(seed, "fault", index).Uniform();
        foreach (var (fault, rate) in Answers())
        {
            if (place < rate)
                return fault;
            place -= rate;
        }
        return Fault.None;
    }

    /// <summary>Whether a copy is recompressed and resized rather than exact.</summary>
    public bool IsNear(int seed, int index) =>
        Copies > 0 && new Draw(seed, "near", index).Chance((NearDuplicates ?? 0) / Copies);

    public string AppendTo(string address)
    {
        foreach (var (name, rate) in Rates())
        {
            if (rate is > 0)
                address = QueryHelpers.AddQueryString(address, name, $"{rate}");
        }
        if (SlowMilliseconds is { } slow)
            address = QueryHelpers.AddQueryString(address, "slowMilliseconds", $"{slow}");
        return RetryAfterSeconds is { } seconds ? QueryHelpers.AddQueryString(address, "retryAfterSeconds", $"{seconds}") : address;
    }

    private (Fault Fault, double Rate)[] Answers() =>
    [
        (Fault.Truncated, Truncated ?? 0), (Fault.Html, Html ?? 0), (Fault.Empty, Empty ?? 0),
        (Fault.NotFound, NotFound ?? 0), (Fault.TooManyRequests, TooMany ?? 0), (Fault.Slow, Slow ?? 0),
    ];
}

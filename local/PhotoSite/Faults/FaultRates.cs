using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Faults;

/// <summary>
/// The share of photos with each fault. Which fault a photo has depends on seed, index and these rates alone, so the rates
/// can travel in every photo's address and two runs see the same photos fail.
/// </summary>
/// <remarks>A class with settable properties: minimal APIs bind it from the query string, configuration and JSON set it too.</remarks>
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
    public double? ServerError { get; init; }
    public double? Cut { get; init; }
    public double? Stalled { get; init; }
    public double? Refused { get; init; }
    public double? Moved { get; init; }
    public double? Removed { get; init; }
    public double? Unreachable { get; init; }
    public double? NoAi { get; init; }

    /// <summary>How long a slow answer takes to begin, and a stalled one to go on.</summary>
    public int? SlowMilliseconds { get; init; }

    /// <summary>What a 429 puts into Retry-After.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>How often the faults that pass fail before they pass; 1 unless given.</summary>
    public int? Failures { get; init; }

    private (string Name, double? Rate)[] Rates() =>
    [
        ("duplicates", Duplicates), ("nearDuplicates", NearDuplicates), .. Answers().Select(answer => (answer.Name, (double?)answer.Rate)),
    ];

    private (string Name, int? Value)[] Settings() =>
        [("slowMilliseconds", SlowMilliseconds), ("retryAfterSeconds", RetryAfterSeconds), ("failures", Failures)];

    [JsonIgnore]
    public double Copies => (Duplicates ?? 0) + (NearDuplicates ?? 0);

    [JsonIgnore]
    public TimeSpan Wait => TimeSpan.FromMilliseconds(Math.Clamp(SlowMilliseconds ?? 2000, 0, 600_000));

    public string? Complaint() =>
        Rates().Where(rate => rate.Rate is < 0 or > 1 or double.NaN).Select(rate => $"{rate.Name} must be between 0 and 1.").FirstOrDefault()
        ?? Settings().Where(setting => setting.Value is < 0).Select(setting => $"{setting.Name} must not be negative.").FirstOrDefault()
        ?? (Copies > 1 ? "duplicates and nearDuplicates together must not pass 1." : null)
        // Twenty times 0.05 is a little more than 1 in binary fractions.
        ?? (Answers().Sum(answer => answer.Rate) > 1 + 1e-9 ? "The rates of faults together must not pass 1." : null);

    public Fault Of(int seed, int index)
    {
        var place = new Draw(seed, "fault", index).Uniform();
        foreach (var (_, fault, rate) in Answers())
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
        foreach (var (name, value) in Settings())
        {
            if (value is not null)
                address = QueryHelpers.AddQueryString(address, name, $"{value}");
        }
        return address;
    }

    // In the order in which they were added: a new kind goes to the end, so that it moves no photo's older fault.
    private (string Name, Fault Fault, double Rate)[] Answers() =>
    [
        ("truncated", Fault.Truncated, Truncated ?? 0), ("html", Fault.Html, Html ?? 0), ("empty", Fault.Empty, Empty ?? 0),
        ("notFound", Fault.NotFound, NotFound ?? 0), ("tooMany", Fault.TooManyRequests, TooMany ?? 0), ("slow", Fault.Slow, Slow ?? 0),
        ("serverError", Fault.ServerError, ServerError ?? 0), ("cut", Fault.Cut, Cut ?? 0), ("stalled", Fault.Stalled, Stalled ?? 0),
        ("refused", Fault.Refused, Refused ?? 0), ("moved", Fault.Moved, Moved ?? 0), ("removed", Fault.Removed, Removed ?? 0),
        ("unreachable", Fault.Unreachable, Unreachable ?? 0), ("noAi", Fault.NoAi, NoAi ?? 0),
    ];
}

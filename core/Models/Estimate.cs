namespace PhotoScore.Core.Models;

/// <summary>A measured number, and how far it could have fallen out otherwise.</summary>
/// <param name="Value">On the photos as they are.</param>
/// <param name="Low">
/// The 2.5th percentile over resamples of groups of photos (Efron 1979), the value itself where that is lower: a number that is biased in small samples, such as a
/// calibration error, can else lie outside its own interval.
/// </param>
/// <param name="High">The 97.5th percentile, the value itself where that is higher.</param>
public sealed record Estimate(double Value, double Low, double High);

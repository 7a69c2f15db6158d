using System.Globalization;

namespace PhotoScore.Local.PhotoSite.Quotas;

/// <summary>So many calls for one key in one window.</summary>
internal sealed record CallQuota(int Calls, TimeSpan Window)
{
    /// <summary>Reads <c>100</c> (calls in the service's own window) or <c>100/60</c> (calls in so many seconds).</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static CallQuota? Parse(string? text, TimeSpan standard)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var parts = text.Split('/');
        var window = standard.TotalSeconds;
        if (parts.Length > 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var calls)
            || (parts.Length == 2 && (!double.TryParse(parts[1], CultureInfo.InvariantCulture, out window) || window <= 0)))
        {
            throw new ArgumentException($"A quota must be calls or calls/seconds, such as 100/60, not '{text}'.");
        }
        return new CallQuota(calls, TimeSpan.FromSeconds(window));
    }
}

using System.Globalization;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;

namespace PhotoScore.Functions.Models.Routing;

/// <summary>What <c>current.json</c> says next, after what it says now.</summary>
internal static class RouteHistory
{
    /// <summary>Earlier routes that are remembered.</summary>
    public const int Most = 20;

    /// <summary>New routes; those of before become the latest of the history.</summary>
    /// <param name="before">What is current; null for nothing.</param>
    /// <param name="routes">Shares that sum to 1.</param>
    /// <param name="shadow">Asked too; null for none.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="now">UTC.</param>
    public static CurrentModel Next(CurrentModel? before, IReadOnlyList<ModelRoute> routes, VersionId? shadow, string reason, DateTimeOffset now) => new()
    {
        Routes = routes,
        Shadow = shadow,
        Reason = reason,
        Since = now,
        History = before is null ? [] : [.. before.History.Prepend(Ended(before, now)).Take(Most)],
    };

    /// <summary>
    /// Back to what was current before; null when nothing was. What is left is remembered as rolled back, and a further rollback goes on to what was before that: undoing
    /// never leads to where somebody has just left.
    /// </summary>
    /// <param name="now">What is current.</param>
    /// <param name="reason">Why, for people; null where nobody said.</param>
    /// <param name="time">UTC.</param>
    public static CurrentModel? Back(CurrentModel now, string? reason, DateTimeOffset time)
    {
        if (now.History.FirstOrDefault(earlier => !earlier.RolledBack) is not { } earlier)
            return null;
        return new()
        {
            Routes = earlier.Routes,
            Shadow = earlier.Shadow,
            Reason = $"Rolled back from {Describe(now.Routes)}{(reason is null ? "" : $": {reason}")}",
            Since = time,
            History = [.. now.History.Where(other => other != earlier).Prepend(Ended(now, time) with { RolledBack = true }).Take(Most)],
        };
    }

    /// <summary>Routes in words, such as <c>v1 (90%), v2 (10%)</c>.</summary>
    public static string Describe(IReadOnlyList<ModelRoute> routes) => routes is [var only]
        ? only.Version.ToString()
        : string.Join(", ", routes.Select(route => string.Create(CultureInfo.InvariantCulture, $"{route.Version} ({route.Share * 100:0.##}%)")));

    private static EarlierRoutes Ended(CurrentModel current, DateTimeOffset until) => new()
    {
        Routes = current.Routes,
        Shadow = current.Shadow,
        Reason = current.Reason,
        Since = current.Since,
        Until = until,
    };
}

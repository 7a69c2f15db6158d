using System.Globalization;
using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Naming;

namespace PhotoScore.Functions.Api;

/// <summary>How a list is asked for: <c>?after=…&amp;limit=…</c>.</summary>
/// <param name="After">The last name of the page before; null for the first page.</param>
/// <param name="Limit">Items of a page.</param>
internal sealed record Paging(string? After, int Limit)
{
    private const int Most = 1_000;

    /// <summary>Reads the query; a limit that is no number from 1 to 1,000 is a fault.</summary>
    public static Paging? TryRead(HttpRequest request, int defaultLimit, IDictionary<string, string[]> faults)
    {
        var after = request.Query["after"].ToString() is { Length: > 0 } text ? text : null;
        if (request.Query["limit"].ToString() is not { Length: > 0 } asked)
            return new Paging(after, defaultLimit);
        if (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= Most)
            return new Paging(after, limit);
        faults["limit"] = [$"'{asked}' is no number from 1 to {Most}."];
        return null;
    }

    /// <summary>The versions of this page, and the one to send as <c>after</c> for the next page; null on the last one.</summary>
    /// <param name="versions">All of them, oldest first.</param>
    public (IReadOnlyList<VersionId> Versions, VersionId? Next) Of(IReadOnlyList<VersionId> versions)
    {
        var rest = versions.Where(version => !VersionId.TryParse(After, out var after) || version > after).ToList();
        VersionId[] page = [.. rest.Take(Limit)];
        return (page, rest.Count > page.Length ? page[^1] : null);
    }
}

/// <summary>One page of a list.</summary>
/// <param name="Items">The items, in the order of their names.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last one.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, string? Next);

using System.Text.Json.Nodes;
using PhotoScore.Local.PhotoSite.Quotas;

namespace PhotoScore.Local.PhotoSite.Instagram;

/// <summary>
/// The headers that tell how much of a quota is used: https://developers.facebook.com/docs/graph-api/overview/rate-limiting#headers.
/// Percentages; the time to wait is in minutes.
/// </summary>
internal static class Usage
{
    private const string Business = "100000000000001";

    public static void Write(HttpResponse response, CallUse use)
    {
        response.Headers["X-App-Usage"] = Figures(use).ToJsonString();
        var figures = Figures(use);
        figures["type"] = "instagram";
        figures["estimated_time_to_regain_access"] = use.Wait is { } wait ? (int)Math.Ceiling(wait.TotalMinutes) : 0;
        response.Headers["X-Business-Use-Case-Usage"] = new JsonObject { [Business] = new JsonArray(figures) }.ToJsonString();
    }

    private static JsonObject Figures(CallUse use) => new()
    {
        ["call_count"] = use.Percent,
        ["total_cputime"] = use.Percent / 4,
        ["total_time"] = use.Percent / 3,
    };
}

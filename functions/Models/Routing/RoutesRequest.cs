using System.Globalization;
using System.Text.Json.Nodes;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Training;

namespace PhotoScore.Functions.Models.Routing;

/// <summary>Which versions shall answer, as it was asked for.</summary>
/// <param name="Routes">Versions and shares.</param>
/// <param name="Shadow">Asked too; null for none.</param>
/// <param name="Reason">Why; null where nobody said.</param>
internal sealed record RoutesRequest(IReadOnlyList<ModelRoute> Routes, VersionId? Shadow, string? Reason)
{
    private const int MostRoutes = 10;
    private const int MostReason = 1_000;
    private const double Rounding = 1e-6;
    private const string Example = """{"routes":[{"version":"v1","share":0.9},{"version":"v2","share":0.1}],"shadow":null,"reason":"a trial"}""";

    /// <summary>Reads a body; what is wrong with it is told in <paramref name="faults"/>.</summary>
    public static RoutesRequest Read(JsonNode? body, RequestFaults faults)
    {
        if (body is not JsonObject members)
        {
            faults.Add("$", $"Send an object such as {Example}.");
            return new([], null, null);
        }
        foreach (var (name, _) in members.Where(member => member.Key is not ("routes" or "shadow" or "reason")))
            faults.Add($"$.{name}", "There is no such member: there are routes, shadow and reason.");
        var routes = Routed(members["routes"], faults);
        return new(routes, Shadowing(members["shadow"], routes, faults), Why(members["reason"], faults));
    }

    /// <summary>A reason for people; null where there is none.</summary>
    public static string? Why(JsonNode? node, RequestFaults faults)
    {
        if (node is null || (node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length <= MostReason))
            return node?.GetValue<string>() is { Length: > 0 } reason ? reason : null;
        faults.Add("$.reason", $"Give a text of at most {MostReason} characters, or leave it out.");
        return null;
    }

    private static List<ModelRoute> Routed(JsonNode? node, RequestFaults faults)
    {
        if (node is not JsonArray { Count: >= 1 and <= MostRoutes } items)
        {
            faults.Add("$.routes", $"Name 1 to {MostRoutes} versions and their shares, such as {Example}.");
            return [];
        }
        var routes = new List<ModelRoute>();
        foreach (var (i, item) in items.Index())
        {
            var version = Version((item as JsonObject)?["version"], $"$.routes[{i}].version", faults);
            var share = Share((item as JsonObject)?["share"], $"$.routes[{i}].share", faults);
            if (version is { } named && routes.Exists(route => route.Version == named))
                faults.Add($"$.routes[{i}].version", $"{named} is named twice: add its shares up.");
            if (version is { } known)
                routes.Add(new(known, share ?? double.NaN));
        }
        if (routes.Sum(route => route.Share) is var sum && Math.Abs(sum - 1) > Rounding && routes.Count == items.Count)
            faults.Add("$.routes", string.Create(CultureInfo.InvariantCulture, $"The shares sum to {sum:0.######}; they must sum to 1."));
        return routes;
    }

    private static VersionId? Shadowing(JsonNode? node, List<ModelRoute> routes, RequestFaults faults)
    {
        if (node is null)
            return null;
        var shadow = Version(node, "$.shadow", faults);
        if (shadow is { } named && routes.Exists(route => route.Version == named))
            faults.Add("$.shadow", $"{named} answers already: a shadow is a version that does not.");
        return shadow;
    }

    private static VersionId? Version(JsonNode? node, string path, RequestFaults faults)
    {
        if (node is JsonValue value && value.TryGetValue<string>(out var text) && VersionId.TryParse(text, out var version))
            return version;
        faults.Add(path, $"{node?.ToJsonString() ?? "null"} is no version: write \"v1\", \"v2\", ….");
        return null;
    }

    private static double? Share(JsonNode? node, string path, RequestFaults faults)
    {
        if (node is JsonValue value && value.TryGetValue<double>(out var share) && share is > 0 and <= 1)
            return share;
        faults.Add(path, $"{node?.ToJsonString() ?? "null"} is no share: write a number above 0, up to 1.");
        return null;
    }
}

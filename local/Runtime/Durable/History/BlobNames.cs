namespace PhotoScore.Local.Runtime.Durable.History;

/// <summary>
/// The names of a hub's blobs. An instance id may hold any character, so it is escaped as in a URL, with <c>~</c> for <c>%</c> since
/// a percent sign would be escaped once more on its way.
/// </summary>
internal static class BlobNames
{
    public const string Lease = "lease";

    private const string Headers = "instances/";
    private const string HeaderEnd = ".json";

    public static string Container(string hubName) => hubName.ToLowerInvariant() + "-durable";

    public static string Header(string instanceId) => Headers + Escape(instanceId) + HeaderEnd;

    public static string HeaderPrefix(string instanceIdPrefix) => Headers + Escape(instanceIdPrefix);

    public static string InstanceId(string header) => Unescape(header[Headers.Length..^HeaderEnd.Length]);

    public static string Histories(string instanceId) => $"history/{Escape(instanceId)}/";

    public static string History(string instanceId, string executionId) => $"{Histories(instanceId)}{executionId}/";

    public static string Segment(string instanceId, string executionId, int segment) =>
        $"{History(instanceId, executionId)}{segment:D5}.jsonl";

    public static int Segment(string name) => int.Parse(name.AsSpan(name.LastIndexOf('/') + 1, 5));

    private static string Escape(string id) => Uri.EscapeDataString(id).Replace("~", "%7E").Replace('%', '~');

    private static string Unescape(string name) => Uri.UnescapeDataString(name.Replace('~', '%'));
}

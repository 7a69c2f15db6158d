using Microsoft.DurableTask.Client;

namespace PhotoScore.Local.Runtime.Durable.History;

/// <summary>A header's summary as blob metadata, so that a listing needs no request an instance. Metadata is ASCII, hence the escapes.</summary>
internal static class SummaryMetadata
{
    public static Dictionary<string, string> Write(InstanceHeader header)
    {
        var metadata = new Dictionary<string, string>
        {
            ["name"] = Uri.EscapeDataString(header.Name),
            ["status"] = header.Status.ToString(),
            ["created"] = header.CreatedAt.ToString("O"),
            ["updated"] = header.UpdatedAt.ToString("O"),
        };
        if (header.Parent is { } parent)
            metadata["parent"] = Uri.EscapeDataString(parent.InstanceId);
        return metadata;
    }

    public static InstanceSummary Read(string instanceId, IDictionary<string, string> metadata) => new(
        instanceId,
        Uri.UnescapeDataString(metadata["name"]),
        Enum.Parse<OrchestrationRuntimeStatus>(metadata["status"]),
        DateTimeOffset.Parse(metadata["created"]),
        DateTimeOffset.Parse(metadata["updated"]),
        metadata.TryGetValue("parent", out var parent) ? Uri.UnescapeDataString(parent) : null);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;
using PhotoScore.Local.Runtime.Durable;

namespace PhotoScore.Local.Runtime.Tasks;

/// <summary>An instance as the management routes show it.</summary>
internal static class InstanceStatus
{
    public static JsonObject Of(OrchestrationMetadata instance, bool showInput) => new()
    {
        ["name"] = instance.Name,
        ["instanceId"] = instance.InstanceId,
        ["runtimeStatus"] = instance.RuntimeStatus.ToString(),
        ["input"] = showInput ? Parse(instance.SerializedInput) : null,
        ["customStatus"] = Parse(instance.SerializedCustomStatus),
        ["output"] = Parse(instance.SerializedOutput) ?? instance.FailureDetails?.ErrorMessage,
        ["createdTime"] = Time(instance.CreatedAt),
        ["lastUpdatedTime"] = Time(instance.LastUpdatedAt),
    };

    /// <summary>The history, with inputs and results only when asked for: they may be long.</summary>
    public static JsonArray Of(IEnumerable<ReadableEvent> history, bool showOutput) => [.. history.Select(e => Of(e, showOutput))];

    private static JsonObject Of(ReadableEvent e, bool showOutput)
    {
        var json = new JsonObject { ["EventType"] = e.EventType };
        Add(json, "TaskId", e.TaskId);
        Add(json, "FunctionName", e.FunctionName);
        Add(json, "Name", e.Name);
        Add(json, "InstanceId", e.InstanceId);
        Add(json, "Reason", e.Reason);
        Add(json, "OrchestrationStatus", e.OrchestrationStatus);
        if (showOutput)
        {
            Add(json, "Input", Parse(e.Input));
            Add(json, "Result", Parse(e.Result));
        }
        Add(json, "ScheduledTime", e.ScheduledTime?.UtcDateTime);
        Add(json, "FireAt", e.FireAt?.UtcDateTime);
        Add(json, "Timestamp", e.Timestamp.UtcDateTime);
        return json;
    }

    private static void Add(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
            json[name] = value;
    }

    private static JsonNode? Parse(string? text)
    {
        if (text is null)
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ");
}

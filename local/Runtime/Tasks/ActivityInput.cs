using System.Text.Json;
using PhotoScore.Local.Runtime.Functions;

namespace PhotoScore.Local.Runtime.Tasks;

/// <summary>A task of an orchestration that starts an activity.</summary>
internal sealed class ActivityInput(string instanceId, string? serializedInput) : TriggerInput
{
    public override IReadOnlyDictionary<string, object?> Data { get; } =
        new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = instanceId };

    public override ValueTask<object?> ReadAsync(Type type, CancellationToken cancellation) =>
        new(serializedInput is null ? null : JsonSerializer.Deserialize(serializedInput, type, FunctionJson.Options));
}

using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Local.Runtime.Functions;

namespace PhotoScore.Local.Runtime.Timers;

/// <summary>A tick that starts a function.</summary>
internal sealed class TimerInput(TimerInfo info) : TriggerInput
{
    public override ValueTask<object?> ReadAsync(Type type, CancellationToken cancellation)
    {
        if (type == typeof(TimerInfo))
            return new(info);
        var json = JsonSerializer.Serialize(info);
        return new(type == typeof(string) ? json : JsonSerializer.Deserialize(json, type, FunctionJson.Options));
    }
}

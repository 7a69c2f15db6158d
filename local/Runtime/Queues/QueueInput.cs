using System.Text.Json;
using Azure.Storage.Queues.Models;
using PhotoScore.Local.Runtime.Functions;

namespace PhotoScore.Local.Runtime.Queues;

/// <summary>A message (its body decoded) that starts a function.</summary>
internal sealed class QueueInput(QueueMessage message) : TriggerInput
{
    public override IReadOnlyDictionary<string, object?> Data { get; } = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
    {
        ["QueueTrigger"] = message.Body.ToString(),
        ["Id"] = message.MessageId,
        ["PopReceipt"] = message.PopReceipt,
        ["DequeueCount"] = message.DequeueCount,
        ["InsertionTime"] = message.InsertedOn,
        ["ExpirationTime"] = message.ExpiresOn,
        ["NextVisibleTime"] = message.NextVisibleOn,
    };

    public override ValueTask<object?> ReadAsync(Type type, CancellationToken cancellation) => new(Read(type));

    private object? Read(Type type)
    {
        if (type == typeof(QueueMessage))
            return message;
        if (type == typeof(BinaryData))
            return message.Body;
        if (type == typeof(byte[]))
            return message.Body.ToArray();
        return type == typeof(string)
            ? message.Body.ToString()
            : JsonSerializer.Deserialize(message.Body, type, FunctionJson.Options);
    }
}

using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function for each message of a queue.</summary>
/// <param name="queueName">The queue; its messages are Base64.</param>
public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    /// <summary>The queue.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>The setting that holds the connection string; by default <c>AzureWebJobsStorage</c>.</summary>
    public string? Connection { get; set; }
}

using System.Text.Json.Nodes;

namespace PhotoScore.Local.Stack.Demo;

/// <summary>The training that the demo asks for.</summary>
internal static class TrainingRequests
{
    /// <summary>
    /// The demo's own settings for its own architecture, and an architecture's defaults for any other; over them what the command line says.
    /// </summary>
    /// <param name="options">The command line.</param>
    /// <param name="dataset">What to learn from.</param>
    /// <param name="version">Its version.</param>
    /// <param name="weights">The blob of pretrained weights; null without.</param>
    public static JsonObject For(DemoOptions options, string dataset, string version, string? weights)
    {
        var request = new JsonObject
        {
            ["dataset"] = dataset,
            ["version"] = version,
            ["architecture"] = options.Architecture,
            // The demo promotes by a request of its own.
            ["promote"] = "never",
        };
        if (options.Architecture == DemoOptions.OwnArchitecture)
        {
            request["epochs"] = DemoOptions.OwnEpochs;
            request["batchSize"] = 32;
            request["learningRate"] = 5e-4;
            request["schedule"] = "cosine";
        }

        if (options.Epochs is { } epochs)
            request["epochs"] = epochs;
        if (weights is not null)
            request["init"] = new JsonObject { ["blob"] = weights };
        foreach (var (name, value) in JsonMembers.Read("--training", options.Training))
            request[name] = value?.DeepClone();
        return request;
    }
}

using System.Text.Json;

namespace PhotoScore.Local.Stack.Demo;

/// <summary>Reads how far a build or a training is from its status.</summary>
internal static class StatusWords
{
    public static StageProgress OfBuild(JsonElement status)
    {
        var counts = status.At("counts") is { ValueKind: JsonValueKind.Object } all
            ? all.EnumerateObject().Where(count => count.Value.ValueKind == JsonValueKind.Number).ToDictionary(count => count.Name, count => count.Value.GetDouble())
            : [];
        var candidates = status.Number("candidates") ?? counts.GetValueOrDefault("candidates");
        var done = status.Number("done") ?? counts.Where(count => count.Key != "candidates").Sum(count => count.Value);
        List<string> words = [status.Text("stage") ?? "starting"];
        if (counts.TryGetValue("kept", out var kept))
            words.Add($"{kept:N0} kept");
        if (status.Number("photosPerSecond") is > 0 and var rate)
            words.Add($"{rate:N0} a second");
        AddTimeLeft(words, status);
        return new StageProgress(done, candidates, string.Join(" · ", words));
    }

    public static StageProgress OfTraining(JsonElement status)
    {
        var epoch = status.Number("epoch") ?? 0;
        var epochs = status.Number("epochs") ?? 0;
        List<string> words = [status.Text("stage") ?? "starting"];
        if (epochs > 0)
            words.Add($"epoch {epoch:0} of {epochs:0}");
        if (Validation(status) is { } validation && validation.Number("balancedAccuracy") is { } accuracy)
            words.Add($"validation {accuracy:P1}");
        AddTimeLeft(words, status);
        var step = status.Number("step");
        return status.Number("steps") is > 0 and var steps
            ? new StageProgress(step ?? 0, steps, string.Join(" · ", words))
            : new StageProgress(epoch, epochs, string.Join(" · ", words));
    }

    // The newest row of the curve, where the status has no figure of its own.
    private static JsonElement? Validation(JsonElement status) =>
        status.At("validation")
        ?? (status.At("curve") is { ValueKind: JsonValueKind.Array } curve && curve.GetArrayLength() is > 0 and var rows
            ? curve[rows - 1].At("validation")
            : null);

    private static void AddTimeLeft(List<string> words, JsonElement status)
    {
        if (status.Number("secondsLeft") is > 0 and var left)
            words.Add($"{TimeSpan.FromSeconds(Math.Ceiling(left)):m\\:ss} left");
    }
}

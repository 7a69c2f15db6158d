using TorchSharp;

namespace PhotoScore.Trainer.Architectures.State;

/// <summary>Compares the tensors that a network has with those that a file offers.</summary>
internal static class StateFaults
{
    /// <summary>Every difference in a sentence of its own; empty when they fit.</summary>
    public static IReadOnlyList<string> Find(
        IReadOnlyDictionary<string, torch.Tensor> expected, IReadOnlyDictionary<string, torch.Tensor> found)
    {
        var missing = expected.Keys.Where(name => !found.ContainsKey(name)).Select(name => $"{name} is missing.");
        var unknown = found.Keys.Where(name => !expected.ContainsKey(name)).Select(name => $"{name} is unknown.");
        var different = expected
            .Where(pair => found.TryGetValue(pair.Key, out var other) && Describe(other) != Describe(pair.Value))
            .Select(pair => $"{pair.Key} is {Describe(found[pair.Key])} instead of {Describe(pair.Value)}.");
        return [.. missing, .. unknown, .. different];
    }

    private static string Describe(torch.Tensor tensor) => $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]";
}

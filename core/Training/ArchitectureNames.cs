namespace PhotoScore.Core.Training;

/// <summary>
/// The architectures that a training may name. The trainer's own catalogue is the truth, but whoever accepts a request can't
/// load it: a test of the trainer keeps the two in step.
/// </summary>
public static class ArchitectureNames
{
    /// <summary>All of them, in the order in which a person should meet them.</summary>
    public static IReadOnlyList<string> All { get; } = ["basic-cnn", "basic-cnn-regularized", "basic-cnn-augmented"];
}

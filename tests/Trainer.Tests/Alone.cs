namespace PhotoScore.Trainer.Tests;

/// <summary>Tests that count what the whole process holds, and so run when no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

namespace PhotoScore.Core.Training;

/// <summary>What a training request may say of a classifier.</summary>
public static class ClassifierWords
{
    /// <summary>Logistic regression or a linear support vector machine, on either scaling, whichever does best on training photos left out.</summary>
    public const string Best = "best";

    /// <summary>Logistic regression with an L2 penalty.</summary>
    public const string Logistic = "logistic";

    /// <summary>Linear support vector machine.</summary>
    public const string Svm = "svm";

    /// <summary>Random forest.</summary>
    public const string Forest = "forest";

    /// <summary>Isolation forest.</summary>
    public const string IsolationForest = "isolationForest";

    /// <summary>One-class support vector machine.</summary>
    public const string OneClassSvm = "oneClassSvm";

    /// <summary>Distance to a near training photo.</summary>
    public const string NearestNeighbours = "nearestNeighbours";

    /// <summary>Those that tell two classes or more apart.</summary>
    public static IReadOnlyList<string> Discriminating { get; } = [Best, Logistic, Svm, Forest];

    /// <summary>Those that learn from photos of one class only.</summary>
    public static IReadOnlyList<string> OneClass { get; } = [IsolationForest, OneClassSvm, NearestNeighbours];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Discriminating, .. OneClass];

    /// <summary>Each feature brought to mean 0 and deviation 1.</summary>
    public const string Standard = "standard";

    /// <summary>The root of each feature's share in the sum of all, sign kept: large features speak less loudly, and no photo louder than another.</summary>
    public const string Root = "root";

    /// <summary>What may be done to features before a linear classifier.</summary>
    public static IReadOnlyList<string> Scalings { get; } = [Standard, Root];

    /// <summary>What similarity of photos a one-class support vector machine may take.</summary>
    public static IReadOnlyList<string> Kernels { get; } = ["rbf", "linear"];

    /// <summary>The architecture that learns from one class.</summary>
    public const string OneClassArchitecture = "one-class";

    /// <summary>The kinds that an architecture takes; none where its layers learn by themselves. The trainer's own catalogue is the truth; a test of the trainer keeps the two in step.</summary>
    public static IReadOnlyList<string> KindsOf(string? architecture) =>
        architecture == OneClassArchitecture ? OneClass
        : architecture?.EndsWith("-features", StringComparison.Ordinal) == true ? Discriminating
        : [];

    /// <summary>The layers whose outputs may be the features of an architecture; none where only the trunk's last are.</summary>
    public static IReadOnlyList<string> LayersOf(string? architecture) => architecture == "alexnet-features" ? ["fc6", "fc7"] : [];
}

namespace PhotoScore.Core.Datasets;

/// <summary>How splits are spelled in file names and tables.</summary>
public static class SplitNames
{
    /// <summary>All of them, in the order of the shards.</summary>
    public static readonly IReadOnlyList<Split> All = [Split.Train, Split.Validation, Split.Test];

    /// <summary><c>train</c>, <c>validation</c> or <c>test</c>.</summary>
    public static string Name(this Split split) => split switch
    {
        Split.Train => "train",
        Split.Validation => "validation",
        Split.Test => "test",
        _ => throw new ArgumentOutOfRangeException(nameof(split), split, "Not a split."),
    };

    /// <summary>Reads what <see cref="Name"/> wrote.</summary>
    /// <exception cref="FormatException">The text names no split.</exception>
    public static Split Parse(string text) => text switch
    {
        "train" => Split.Train,
        "validation" => Split.Validation,
        "test" => Split.Test,
        _ => throw new FormatException($"'{text}' is no split: train, validation and test are."),
    };
}

namespace PhotoScore.Local.Stack.Demo;

/// <summary>What the demo is asked to do.</summary>
internal sealed record DemoOptions
{
    /// <summary>The network that the demo trains unless told.</summary>
    public const string OwnArchitecture = "basic-cnn-augmented";

    /// <summary>Enough for its own photos.</summary>
    public const int OwnEpochs = 40;

    /// <summary>A directory with a sub-folder a class; the photo site's pictures when null.</summary>
    public string? Folder { get; init; }

    /// <summary>End after the demo instead of leaving everything running.</summary>
    public bool Exit { get; init; }

    /// <summary>Print one JSON object on one line at the end, and everything for people on standard error.</summary>
    public bool Json { get; init; }

    /// <summary>How many photos to take from the photo site.</summary>
    public int Photos { get; init; } = 2000;

    public string Architecture { get; init; } = OwnArchitecture;

    /// <summary>Null for the demo's own number with its own architecture, and for the architecture's otherwise.</summary>
    public int? Epochs { get; init; }

    /// <summary>A file of pretrained weights to start from; random numbers when null.</summary>
    public string? Init { get; init; }

    /// <summary>More members of the recipe, as a JSON object.</summary>
    public string? Recipe { get; init; }

    /// <summary>More members of the training request, as a JSON object.</summary>
    public string? Training { get; init; }
}

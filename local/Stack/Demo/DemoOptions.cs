namespace PhotoScore.Local.Stack.Demo;

/// <summary>What the demo is asked to do.</summary>
internal sealed record DemoOptions
{
    /// <summary>A directory with a sub-folder a class; the photo site's pictures when null.</summary>
    public string? Folder { get; init; }

    /// <summary>End after the demo instead of leaving everything running.</summary>
    public bool Exit { get; init; }

    /// <summary>Print one JSON object on one line at the end, and everything for people on standard error.</summary>
    public bool Json { get; init; }

    /// <summary>How many photos to take from the photo site.</summary>
    public int Photos { get; init; } = 2000;

    public string Architecture { get; init; } = "basic-cnn-augmented";

    public int Epochs { get; init; } = 40;
}

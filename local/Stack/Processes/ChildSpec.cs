namespace PhotoScore.Local.Stack.Processes;

/// <summary>A program to start.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="File">The executable.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Log">The file that its output goes to; replaced at the start.</param>
internal sealed record ChildSpec(string Name, string File, IReadOnlyList<string> Arguments, string Log)
{
    /// <summary>Added to this program's own environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public string? WorkingDirectory { get; init; }
}

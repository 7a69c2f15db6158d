using PhotoScore.Local.Azurite;

namespace PhotoScore.Local.Stack.Services;

/// <summary>Where the stack listens and keeps its data. Port 0 takes a free one.</summary>
internal sealed record StackOptions
{
    public int FunctionsPort { get; init; } = 7071;

    public int PhotoSitePort { get; init; } = 7080;

    /// <summary>The first of Azurite's three ports: blobs, queues, tables.</summary>
    public int AzuritePort { get; init; } = 10000;

    public string Data { get; init; } = Path.Combine(Repository.Root, ".data");

    public bool Build { get; init; } = true;

    public string Logs => Path.Combine(Data, "logs");
}

using PhotoScore.Local.Azurite;
using PhotoScore.Local.Stack.Processes;

namespace PhotoScore.Local.Stack.Building;

/// <summary>A project of the repository, built for release, and the command that runs what came out.</summary>
/// <param name="Folder">The project's folder below the root.</param>
/// <param name="Assembly">Its assembly's name.</param>
internal sealed record ProjectBuild(string Folder, string Assembly)
{
    public static readonly ProjectBuild Functions = new("functions", "PhotoScore.Functions");
    public static readonly ProjectBuild Trainer = new("trainer", "PhotoScore.Trainer");
    public static readonly ProjectBuild PhotoSite = new("local/PhotoSite", "PhotoScore.Local.PhotoSite");

    public static IReadOnlyList<ProjectBuild> All { get; } = [Functions, Trainer, PhotoSite];

    /// <summary>The <c>dotnet</c> that runs this program, or the one on the path.</summary>
    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    public string Output => Path.Combine(Repository.Root, Folder, "bin", "Release", "net10.0");

    public string Program => Path.Combine(Output, $"{Assembly}.dll");

    /// <summary>Builds every project that the stack starts. Stacks that start together take turns: two builds of one project write the same files.</summary>
    /// <exception cref="StackException">A build failed; the message holds what the compiler said.</exception>
    public static async Task BuildAllAsync(string logs, IProgress<string> progress, CancellationToken cancellation)
    {
        var obj = Directory.CreateDirectory(Path.Combine(Repository.Root, "local", "Stack", "obj"));
        await using var turn = await FileLock.TakeAsync(Path.Combine(obj.FullName, "build.lock"), cancellation);
        foreach (var project in All)
        {
            progress.Report($"Building {project.Folder} …");
            await project.BuildAsync(logs, cancellation);
        }
    }

    private async Task BuildAsync(string logs, CancellationToken cancellation)
    {
        // Build servers would outlive this program.
        string[] arguments = ["build", Path.Combine(Repository.Root, Folder), "-c", "Release", "-v", "q", "--nologo", "--disable-build-servers"];
        var log = Path.Combine(logs, $"build-{Path.GetFileName(Folder)}.log");
        await using var build = await Child.StartAsync(new ChildSpec($"Building {Folder}", Dotnet, arguments, log)
        {
            Environment = new Dictionary<string, string> { ["FunctionsHost"] = "Local" },
        });
        var code = await build.Exited.WaitAsync(cancellation);
        if (code != 0)
            throw new StackException($"Building {Folder} failed (exit code {code}); the whole log is {log}:\n{string.Join('\n', build.Tail(20))}");
    }
}

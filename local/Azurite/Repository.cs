namespace PhotoScore.Local.Azurite;

/// <summary>Where the checkout is that this program was built from.</summary>
public static class Repository
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>The folder that holds <c>Serverless.sln</c>, as an absolute path.</summary>
    /// <exception cref="InvalidOperationException">The program runs outside of a checkout.</exception>
    public static string Root => Found.Value;

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"Serverless.sln was not found above {AppContext.BaseDirectory}: run this from a checkout of the repository.");
    }
}

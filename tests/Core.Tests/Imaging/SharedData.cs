namespace PhotoScore.Core.Tests.Imaging;

/// <summary>Real photos that lie beside the repository on some machines; they may be used, not committed.</summary>
internal static class SharedData
{
    /// <summary>The folder's path, or the test is skipped.</summary>
    public static string Folder(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "data", name);
            if (Directory.Exists(folder))
                return folder;
        }

        Assert.Skip($"shared/data/{name} is not on this machine.");
        return "";
    }
}

namespace PhotoScore.Local.Azurite;

/// <summary>Lets one process at a time pass; the system frees it when its holder dies.</summary>
public static class FileLock
{
    /// <summary>Waits until nobody else holds the file, and holds it until disposed.</summary>
    /// <param name="path">The lock's file, in a folder that exists; it stays behind.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<IAsyncDisposable> TakeAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), cancellation);
            }
        }
    }
}

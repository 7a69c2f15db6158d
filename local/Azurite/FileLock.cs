namespace PhotoScore.Local.Azurite;

/// <summary>Lets one process at a time pass; the system frees it when its holder dies.</summary>
internal static class FileLock
{
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

using System.Security.Cryptography;

namespace PhotoScore.Trainer.Weights;

/// <summary>
/// Files of weights on this machine's disk, named by their SHA-256. Several processes may share the folder: a file comes in under another name and is
/// renamed when it is complete. The ones used longest ago go when there is too much.
/// </summary>
/// <param name="folder">Where they are; made when it is missing.</param>
/// <param name="mostBytes">How much is kept, the newest file in any case.</param>
/// <param name="time">The clock.</param>
internal sealed class WeightsCache(string folder, long mostBytes, TimeProvider time)
{
    /// <summary>Names the folder; below the user's own data when it is not set.</summary>
    public const string FolderVariable = "PHOTOSCORE_WEIGHTS_CACHE";

    private const string Extension = ".weights";
    private const int BufferBytes = 1 << 20;
    private const long DefaultBytes = 8L << 30;
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>The cache of this machine.</summary>
    public static WeightsCache OfMachine(TimeProvider time)
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named)
            return new WeightsCache(named, DefaultBytes, time);
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return new WeightsCache(Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "photoscore", "weights"), DefaultBytes, time);
    }

    /// <summary>The file with that hash, which is computed again, since disks and people change files; null when it is not here.</summary>
    public async Task<FileStream?> FindAsync(string sha256, CancellationToken cancellation)
    {
        FileStream file;
        try
        {
            file = Open(PathOf(sha256));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)) == sha256)
        {
            File.SetLastWriteTimeUtc(PathOf(sha256), time.GetUtcNow().UtcDateTime);
            return file;
        }

        await file.DisposeAsync();
        return null;
    }

    /// <summary>Stores what <paramref name="write"/> writes.</summary>
    /// <param name="write">Writes it all.</param>
    /// <param name="check">Sees the hash before the file is kept; throws to refuse it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The file, and its SHA-256 in lowercase hex.</returns>
    public async Task<(FileStream File, string Sha256)> AddAsync(Func<Stream, Task> write, Action<string> check, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var part = Path.Combine(folder, $"{Guid.NewGuid():N}.part");
        try
        {
            string sha256;
            await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.Asynchronous))
            {
                await write(file);
                file.Position = 0;
                sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
            }

            check(sha256);
            File.SetLastWriteTimeUtc(part, time.GetUtcNow().UtcDateTime);
            File.Move(part, PathOf(sha256), overwrite: true);
            var kept = Open(PathOf(sha256));
            Trim(sha256);
            return (kept, sha256);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private string PathOf(string sha256) => Path.Combine(folder, sha256 + Extension);

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.Asynchronous);

    private void Trim(string newest)
    {
        var left = mostBytes;
        foreach (var file in new DirectoryInfo(folder).GetFiles($"*{Extension}").OrderByDescending(file => file.LastWriteTimeUtc))
        {
            left -= file.Length;
            if (left < 0 && file.Name != newest + Extension)
                TryDelete(file);
        }

        // What a killed process left behind.
        foreach (var part in new DirectoryInfo(folder).GetFiles("*.part").Where(part => time.GetUtcNow() - part.LastWriteTimeUtc > Abandoned))
            TryDelete(part);
    }

    private static void TryDelete(FileInfo file)
    {
        try
        {
            file.Delete();
        }
        catch (IOException)
        {
            // Another process uses it, or was faster.
        }
    }
}

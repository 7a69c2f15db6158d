namespace PhotoScore.Local.Tests.Runtime.Kills;

/// <summary>The traces that the sample app's activities leave: a file each, with a byte for each run.</summary>
internal sealed class Effects : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("photoscore-effects-");

    public Effects()
    {
        Directory.CreateDirectory(Folder);
        Allow(0);
    }

    public string Folder => Path.Combine(_root.FullName, "effects");

    public string AllowanceFile => Path.Combine(_root.FullName, "allowance");

    public IEnumerable<int> Numbers => Files.Select(file => int.Parse(file.Name));

    /// <summary>How many activities have run.</summary>
    public int Done => Files.Count();

    /// <summary>How many times activities have run.</summary>
    public long Runs => Files.Sum(file => file.Length);

    private IEnumerable<FileInfo> Files => new DirectoryInfo(Folder).EnumerateFiles();

    /// <summary>Lets so many activities run in all; those that were past the check already may come on top.</summary>
    public void Allow(int count)
    {
        using var allowance = File.OpenWrite(AllowanceFile);
        allowance.SetLength(count);
    }

    public void Dispose() => _root.Delete(recursive: true);
}

namespace PhotoScore.Functions.Storage;

/// <summary>Temporary files, for what may be larger than memory should hold; gone when closed.</summary>
internal static class ScratchFile
{
    public static FileStream Create() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            BufferSize = 1 << 16,
        });
}

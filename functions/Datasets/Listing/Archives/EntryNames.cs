using System.Text;

namespace PhotoScore.Functions.Datasets.Listing.Archives;

/// <summary>The names of files in archives: never trusted, never a path on a disk.</summary>
internal static class EntryNames
{
    private const int Longest = 1_000;

    /// <summary>The path below the archive's root, without <c>./</c>; null when it can't be one.</summary>
    public static string? Normalize(string name)
    {
        // A backslash or a colon is a folder or a drive on one system and a letter on another.
        if (name.Length is 0 or > Longest || name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || name.Any(char.IsControl) || HasDrive(name))
            return null;
        string[] parts = [.. name.Split('/').Where(part => part is not ("" or "."))];
        return parts.Length == 0 || parts.Contains("..") ? null : string.Join('/', parts);
    }

    /// <summary>A name that is safe to show in a table.</summary>
    public static string Printable(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name.Take(Longest))
            text.Append(char.IsControl(letter) || char.IsSurrogate(letter) ? '\uFFFD' : letter);
        return text.Length == 0 ? "(no name)" : text.ToString();
    }

    /// <summary>Whether an operating system writes files of this name beside those of the user.</summary>
    public static bool IsSystem(string path)
    {
        var file = path[(path.LastIndexOf('/') + 1)..];
        return path.StartsWith("__MACOSX/", StringComparison.Ordinal) || file.StartsWith("._", StringComparison.Ordinal) || file is ".DS_Store" or "Thumbs.db" or "desktop.ini";
    }

    private static bool HasDrive(string name) => name.Length > 1 && name[1] == ':' && char.IsAsciiLetter(name[0]);
}

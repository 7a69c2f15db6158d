using System.Security.Cryptography;
using System.Text;

namespace PhotoScore.Functions.Page;

/// <summary>A file that browsers load.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record PageFile(string Type, byte[] Bytes);

/// <summary>The files of the page, which are part of this assembly.</summary>
internal sealed class PageFiles
{
    /// <summary>The page itself.</summary>
    public const string Index = "index.html";

    /// <summary>What shows a report to who has to send a key for it.</summary>
    public const string Report = "report.html";

    private const string ReportScript = "report.js";
    private const string Prefix = "page/";
    private const string VersionMark = "{version}";
    private const string ModulesMark = "{modules}";

    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private readonly Dictionary<string, PageFile> _files = [];

    /// <summary>Reads them; the page gets to know under which version the rest is found.</summary>
    public PageFiles()
    {
        var contents = Read();
        Version = VersionOf(contents);
        foreach (var (name, bytes) in contents)
        {
            var type = Types[Path.GetExtension(name)];
            _files[name] = new(type, bytes);
        }
        _files[Index] = _files[Index] with { Bytes = Stamp(_files[Index].Bytes) };
    }

    /// <summary>Another one whenever any file is another one, so that a browser may keep what it has loaded under it.</summary>
    public string Version { get; }

    /// <summary>Every name, such as <c>score/view.js</c>.</summary>
    public IReadOnlyCollection<string> Names => _files.Keys;

    /// <summary>A file by its name; null where there is none.</summary>
    public PageFile? Find(string name) => _files.GetValueOrDefault(name);

    private static SortedDictionary<string, byte[]> Read()
    {
        var assembly = typeof(PageFiles).Assembly;
        var contents = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            // The build names resources with the separators of the machine that it ran on.
            contents[resource[Prefix.Length..].Replace('\\', '/')] = bytes;
        }
        return contents;
    }

    private static string VersionOf(SortedDictionary<string, byte[]> contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes) in contents)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{bytes.Length}\n"));
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    // Named before anything is run, so that the browser asks for all modules at once and not for one after the other has named it.
    private byte[] Stamp(byte[] html)
    {
        var modules = Names.Where(name => name.EndsWith(".js", StringComparison.Ordinal) && name != ReportScript).Order(StringComparer.Ordinal)
            .Select(name => $"<link rel=\"modulepreload\" href=\"page/{VersionMark}/{name}\">");
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(html)
            .Replace(ModulesMark, string.Join('\n', modules), StringComparison.Ordinal)
            .Replace(VersionMark, Version, StringComparison.Ordinal));
    }
}

using PhotoScore.Core.Datasets;

namespace PhotoScore.Functions.Datasets.Listing.Archives;

/// <summary>A file of an archive, as the archive lists it.</summary>
/// <param name="Name">Its path in the archive: folders, separated by slashes; as it stands in the archive when it is refused for it.</param>
/// <param name="At">Where the listing of it begins; a listing that goes on begins at such a place.</param>
/// <param name="Url">Where its bytes are.</param>
internal sealed record ArchiveEntry(string Name, long At, string Url)
{
    /// <summary>The ledger's word for why it can't be a photo; null when it may be one.</summary>
    public string? Outcome { get; init; }

    /// <summary>The reason in words.</summary>
    public string? Detail { get; init; }

    /// <summary>Lists an entry, unless its name is refused.</summary>
    public static ArchiveEntry Of(string name, long at, string url, (string Outcome, string Detail)? fault = null)
    {
        var path = EntryNames.Normalize(name);
        var why = path is null
            ? (Outcomes.UnsafePath, "The name is absolute, leads out of the archive, or holds a backslash or a control character; pack the folder again with relative names.")
            : fault ?? (EntryNames.IsSystem(path) ? (Outcomes.NotAPhoto, "An operating system left this file in the archive.") : null);
        return new ArchiveEntry(path ?? EntryNames.Printable(name), at, url) { Outcome = why?.Outcome, Detail = why?.Detail };
    }
}

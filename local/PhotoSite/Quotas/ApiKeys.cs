namespace PhotoScore.Local.PhotoSite.Quotas;

/// <summary>The keys that a service takes: those of the configuration, or any if it names none.</summary>
/// <param name="configured">Separated by commas.</param>
internal sealed class ApiKeys(string? configured)
{
    private readonly HashSet<string> _keys =
        [.. (configured ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public bool Takes(string? key) => !string.IsNullOrEmpty(key) && (_keys.Count == 0 || _keys.Contains(key));
}

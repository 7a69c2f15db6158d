namespace PhotoScore.Functions.Datasets.Listing.Archives;

/// <summary>
/// Finds the one folder that holds all class folders: people pack <c>smiles/yes/1.jpg</c> as often as <c>yes/1.jpg</c>, and the first
/// folder is to be the class in both. It is taken off only when all files share it, every file has another folder below it, and
/// there are at least two of those: else it may well be the class itself.
/// </summary>
internal sealed class CommonRoot
{
    private string? _root;
    private string? _class;
    private bool _twoClasses;
    private bool _ambiguous;

    /// <summary>The folder with its slash; null when names stay as they are.</summary>
    public string? Found => !_ambiguous && _twoClasses ? _root : null;

    public void Add(string path)
    {
        var first = path.IndexOf('/', StringComparison.Ordinal) + 1;
        var second = first == 0 ? 0 : path.IndexOf('/', first) + 1;
        if (second == 0 || (_root is not null && !path.StartsWith(_root, StringComparison.Ordinal)))
        {
            _ambiguous = true;
            return;
        }
        _root ??= path[..first];
        _twoClasses |= _class is not null && _class != path[first..second];
        _class ??= path[first..second];
    }
}

namespace PhotoScore.Local.PhotoSite.Rendering;

/// <summary>Rendered pictures in bounded memory, the least recently used leaving first: whoever measures a downloader should not measure the painter.</summary>
/// <param name="capacity">Bytes.</param>
internal sealed class PictureCache(long capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, byte[] Picture)>> _places = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, byte[] Picture)> _byUse = [];

    public long Bytes { get; private set; }

    public byte[] Get(string key, Func<byte[]> render)
    {
        lock (_lock)
        {
            if (_places.TryGetValue(key, out var place))
            {
                _byUse.Remove(place);
                _byUse.AddFirst(place);
                return place.Value.Picture;
            }
        }
        // Outside the lock: two requests for one new picture both paint it, others wait for neither.
        var picture = render();
        Keep(key, picture);
        return picture;
    }

    private void Keep(string key, byte[] picture)
    {
        lock (_lock)
        {
            if (picture.Length > capacity || _places.ContainsKey(key))
                return;
            _places[key] = _byUse.AddFirst((key, picture));
            Bytes += picture.Length;
            while (Bytes > capacity && _byUse.Last is { } oldest)
            {
                _byUse.RemoveLast();
                _places.Remove(oldest.Value.Key);
                Bytes -= oldest.Value.Picture.Length;
            }
        }
    }
}

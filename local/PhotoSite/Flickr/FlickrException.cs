namespace PhotoScore.Local.PhotoSite.Flickr;

/// <summary>An answer with <c>stat: fail</c>.</summary>
internal sealed class FlickrException(int code, string message) : Exception(message)
{
    public int Code => code;
}

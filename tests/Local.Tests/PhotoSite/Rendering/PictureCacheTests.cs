using PhotoScore.Local.PhotoSite.Rendering;

namespace PhotoScore.Local.Tests.PhotoSite.Rendering;

public sealed class PictureCacheTests
{
    [Fact]
    public void Get_renders_again_only_what_was_used_longest_ago()
    {
        var cache = new PictureCache(300);
        var rendered = new List<string>();
        byte[] Get(string key) => cache.Get(key, () =>
        {
            rendered.Add(key);
            return new byte[100];
        });

        foreach (var key in (string[])["a", "b", "c", "a", "d", "a", "c", "b"])
            Get(key);

        // When d came, b had been used longest ago.
        Assert.Equal(["a", "b", "c", "d", "b"], rendered);
        Assert.Equal(300, cache.Bytes);
    }

    [Fact]
    public void Get_keeps_nothing_that_is_larger_than_the_cache()
    {
        var cache = new PictureCache(50);

        Assert.Equal(60, cache.Get("a", () => new byte[60]).Length);
        Assert.Equal(0, cache.Bytes);
    }
}

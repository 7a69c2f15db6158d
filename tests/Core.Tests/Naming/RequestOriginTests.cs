using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Tests.Naming;

public sealed class RequestOriginTests
{
    [Fact]
    public void Matches_same_key_and_content_is_true_and_another_key_false()
    {
        var origin = RequestOrigin.OfKey("key", "content");

        Assert.True(origin.Matches(RequestOrigin.OfKey("key", "content").ToString()));
        Assert.False(origin.Matches(RequestOrigin.OfKey("key 2", "content").ToString()));
        Assert.False(origin.Matches(RequestOrigin.Of("build-cats-v1").ToString()));
        Assert.False(origin.Matches(null));
    }

    [Fact]
    public void Matches_same_key_and_other_content_throws() =>
        Assert.Throws<OriginReusedException>(() => RequestOrigin.OfKey("key", "content").Matches(RequestOrigin.OfKey("key", "other").ToString()));

    [Fact]
    public void ToString_of_a_key_does_not_tell_it() =>
        Assert.DoesNotContain("secret", RequestOrigin.OfKey("secret", "content").ToString(), StringComparison.Ordinal);
}

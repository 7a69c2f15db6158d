using PhotoScore.Local.PhotoSite;
using PhotoScore.Local.PhotoSite.Instagram;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.Tests.PhotoSite.Instagram;

public sealed class LikingTests
{
    private static readonly InstagramWorld World = Make(new SiteOptions { Now = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero) });

    [Fact]
    public void Likes_per_follower_grow_with_appeal_and_appeal_explains_most_of_them()
    {
        var old = World.AllPosts().Where(post => post.PostedAt < new DateTimeOffset(2026, 5, 2, 0, 0, 0, TimeSpan.Zero)).ToArray();
        double Rate(Post post) => Math.Log((post.Likes + 1.0) / (World.Accounts[post.Account].Followers + 1));

        var correlation = Correlation([.. old.Select(post => post.Appeal)], [.. old.Select(Rate)]);

        Assert.True(old.Length > 5000, $"{old.Length}");
        Assert.InRange(correlation, 0.85, 0.98);
    }

    [Fact]
    public void Likes_themselves_tell_of_followers_rather_than_of_appeal()
    {
        var posts = World.AllPosts().ToArray();
        var likes = posts.Select(post => Math.Log(post.Likes + 1.0)).ToArray();

        var ofFollowers = Correlation([.. posts.Select(post => Math.Log(World.Accounts[post.Account].Followers))], likes);
        var ofAppeal = Correlation([.. posts.Select(post => post.Appeal)], likes);

        Assert.True(ofFollowers > ofAppeal + 0.2, $"{ofFollowers} {ofAppeal}");
    }

    [Fact]
    public void Likes_come_in_the_days_after_posting()
    {
        double Mean(double days) => Enumerable.Range(0, 400).Average(n => Liking.Likes(10_000, 0, days, new Draw(1, "test", n)));

        // 1 - e^(-1/3) of what comes in the end.
        Assert.Equal(0.2835, Mean(1) / Mean(60), 0.03);
    }

    private static InstagramWorld Make(SiteOptions options) => new(options, new SiteClock(options, TimeProvider.System));

    private static double Correlation(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var covariance = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum();
        return covariance / Math.Sqrt(x.Sum(a => (a - meanX) * (a - meanX)) * y.Sum(b => (b - meanY) * (b - meanY)));
    }
}

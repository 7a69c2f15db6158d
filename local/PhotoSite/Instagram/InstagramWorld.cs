using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Instagram;

/// <summary>All accounts and posts of the stand-in. Post number n of an account depends on the seed, the account and n alone.</summary>
internal sealed class InstagramWorld(SiteOptions options, SiteClock clock)
{
    private const double SkillShare = 0.3;
    private const double VideoShare = 0.12;
    private const double CarouselShare = 0.1;
    private const double HiddenShare = 0.02;

    /// <summary>The hashtags in use, and the share of posts with each.</summary>
    private static readonly (string Tag, double Share)[] Hashtags =
        [("landscape", 0.5), ("nature", 0.4), ("sunset", 0.2), ("travel", 0.2), ("photooftheday", 0.3), ("hiking", 0.08)];

    private readonly Lazy<Account[]> _accounts = new(() =>
        [.. Enumerable.Range(0, options.Instagram.Accounts).Select(number => Account.Of(options.Instagram.Seed, number))]);

    public int Seed => options.Instagram.Seed;

    public IReadOnlyList<Account> Accounts => _accounts.Value;

    public static IReadOnlyList<string> Tags { get; } = [.. Hashtags.Select(hashtag => hashtag.Tag)];

    public Account? Find(string username) => Account.NumberOf(username) is >= 0 and var number && number < Accounts.Count ? Accounts[number] : null;

    /// <summary>An account's posts, newest first.</summary>
    public IEnumerable<Post> PostsOf(Account account)
    {
        var daysOnline = 0.0;
        for (var number = 0; number < account.Posts; number++)
        {
            daysOnline += Gap(account, number);
            yield return Make(account, number, daysOnline);
        }
    }

    /// <summary>The post with an id, if there is one.</summary>
    public Post? Find(long index)
    {
        var (number, post) = (index / Account.MostPosts, (int)(index % Account.MostPosts));
        return index >= 0 && number < Accounts.Count ? PostsOf(Accounts[(int)number]).Skip(post).FirstOrDefault() : null;
    }

    public IEnumerable<Post> AllPosts() => Accounts.SelectMany(PostsOf);

    private Post Make(Account account, int number, double daysOnline)
    {
        var index = account.Number * Account.MostPosts + number;
        var draw = new Draw(Seed, "post", index);
        var appeal = Math.Sqrt(SkillShare) * account.Skill + Math.Sqrt(1 - SkillShare) * draw.Normal();
        var kind = draw.Uniform() switch { < VideoShare => MediaKind.Video, < VideoShare + CarouselShare => MediaKind.Carousel, _ => MediaKind.Image };
        string[] tags = [.. Hashtags.Where(hashtag => draw.Chance(hashtag.Share)).Select(hashtag => hashtag.Tag)];
        var likes = Liking.Likes(account.Followers, appeal, daysOnline, draw);
        var comments = draw.Poisson(Math.Min(5000, likes * 0.03));
        return new Post(index, account.Number, appeal, kind, likes, draw.Chance(HiddenShare), comments, clock.Today - TimeSpan.FromDays(daysOnline), tags);
    }

    private double Gap(Account account, int number) =>
        account.DaysBetweenPosts * -Math.Log(1 - new Draw(Seed, "gap", account.Number * Account.MostPosts + number).Uniform());
}

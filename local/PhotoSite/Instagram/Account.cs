using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Instagram;

/// <summary>One account of the stand-in for Instagram.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Followers">How many follow it: lognormal, but for a few that the whole world follows.</param>
/// <param name="Posts">How many posts it has.</param>
/// <param name="Skill">Hidden: the part of its posts' appeal that they share.</param>
/// <param name="DaysBetweenPosts">On average.</param>
internal sealed record Account(int Number, int Followers, int Posts, double Skill, double DaysBetweenPosts)
{
    private const string Prefix = "account_";
    public const int MostPosts = 400;
    private const double MedianFollowers = 4000;
    private const double Spread = 1.1;

    /// <summary>The share of accounts so large that they distort every mean.</summary>
    private const double GiantShare = 0.03;

    public string Username => $"{Prefix}{Number:D4}";

    public string Id => $"{17_841_410_000_000_000 + Number}";

    public static Account Of(int seed, int number)
    {
        var draw = new Draw(seed, "account", number);
        var followers = draw.Chance(GiantShare)
            ? 2e6 * Math.Exp(1.2 * draw.Normal())
            : MedianFollowers * Math.Exp(Spread * draw.Normal());
        var posts = (int)Math.Clamp(60 * Math.Exp(0.7 * draw.Normal()), 5, MostPosts);
        return new Account(number, (int)Math.Clamp(followers, 20, 400e6), posts, draw.Normal(), draw.Uniform(1, 12));
    }

    /// <summary>The number in a user name, or -1.</summary>
    public static int NumberOf(string username) =>
        username.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(username[Prefix.Length..], out var number)
        && $"{Prefix}{number:D4}" == username ? number : -1;
}

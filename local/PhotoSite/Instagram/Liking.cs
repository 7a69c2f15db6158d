using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Instagram;

/// <summary>
/// How likes come from followers, appeal and luck: each follower likes a post with a probability that grows with its appeal, falls
/// a little with the size of the account, and is reached only in the days after it was posted.
/// </summary>
internal static class Liking
{
    private const double BaseRate = 0.04;
    private const double AppealSlope = 0.8;
    private const double Luck = 0.25;
    private const double HighestRate = 0.6;
    private const double Crowding = -0.08;
    private const double DaysToBeSeen = 3;

    public static int Likes(int followers, double appeal, double daysOnline, Draw draw)
    {
        var rate = BaseRate * Math.Exp(AppealSlope * appeal + Luck * draw.Normal()) * Math.Pow(followers / 4000.0, Crowding);
        var seen = 1 - Math.Exp(-daysOnline / DaysToBeSeen);
        var mean = followers * Math.Min(HighestRate, rate) * seen;
        // Millions of likes by Poisson's law one by one would take seconds; far from zero it is the normal law.
        return mean < 1000 ? draw.Poisson(mean) : (int)Math.Max(0, mean + Math.Sqrt(mean) * draw.Normal());
    }
}

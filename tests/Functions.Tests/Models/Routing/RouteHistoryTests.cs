using CsCheck;
using PhotoScore.Core.Models;
using PhotoScore.Functions.Models.Routing;

namespace PhotoScore.Functions.Tests.Models.Routing;

public sealed class RouteHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Back_returns_to_what_was_before_with_its_shares_and_its_shadow()
    {
        var split = RouteHistory.Next(Only(1), [new(new(1), 0.9), new(new(2), 0.1)], new(3), "a trial", Noon);
        var promoted = RouteHistory.Next(split, [new(new(2), 1)], null, "better", Noon.AddHours(1));

        var back = RouteHistory.Back(promoted, "worse after all", Noon.AddHours(2))!;

        Assert.Equal(split.Routes, back.Routes);
        Assert.Equal(split.Shadow, back.Shadow);
        Assert.Equal("Rolled back from v2: worse after all", back.Reason);
        Assert.Equal([(true, Noon.AddHours(2)), (false, Noon)], back.History.Select(earlier => (earlier.RolledBack, earlier.Until)));
    }

    [Fact]
    public void Back_of_a_rollback_goes_on_to_what_was_before_that_and_then_ends()
    {
        var third = Promoted(Promoted(Only(1), 2), 3);

        var once = RouteHistory.Back(third, null, Noon)!;
        var twice = RouteHistory.Back(once, null, Noon)!;

        Assert.Equal([2, 1], [Version(once), Version(twice)]);
        Assert.Null(RouteHistory.Back(twice, null, Noon));
    }

    [Fact]
    public void Back_after_a_rollback_and_a_promotion_returns_to_what_the_promotion_replaced()
    {
        var rolledBack = RouteHistory.Back(Promoted(Only(1), 2), null, Noon)!;

        var back = RouteHistory.Back(Promoted(rolledBack, 3), null, Noon)!;

        Assert.Equal(1, Version(back));
    }

    [Fact]
    public void Next_remembers_a_bounded_number()
    {
        var current = Enumerable.Range(2, 100).Aggregate(Only(1), Promoted);

        Assert.Equal(RouteHistory.Most, current.History.Count);
        Assert.Equal(new(100), current.History[0].Routes[0].Version);
    }

    // A stack of versions is what promotions and rollbacks mean.
    [Fact]
    public void Next_and_back_do_what_a_stack_does() => Gen.Bool.List[1, 15].Sample(promotions =>
    {
        var current = Only(1);
        var stack = new Stack<int>([1]);
        foreach (var (i, promotes) in promotions.Index())
        {
            if (promotes)
            {
                stack.Push(i + 2);
                current = Promoted(current, i + 2);
            }
            else if (RouteHistory.Back(current, null, Noon) is { } back)
            {
                stack.Pop();
                current = back;
            }
            else
            {
                Assert.Single(stack);
            }
            Assert.Equal(stack.Peek(), Version(current));
        }
    });

    private static CurrentModel Only(int version) => RouteHistory.Next(null, [new(new(version), 1)], null, "the first", Noon);

    private static CurrentModel Promoted(CurrentModel current, int version) => RouteHistory.Next(current, [new(new(version), 1)], null, "a test", Noon);

    private static int Version(CurrentModel current) => Assert.Single(current.Routes).Version.Number;
}

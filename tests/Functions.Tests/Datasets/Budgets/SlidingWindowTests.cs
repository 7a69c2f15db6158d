using CsCheck;
using PhotoScore.Functions.Datasets.Budgets;

namespace PhotoScore.Functions.Tests.Datasets.Budgets;

public sealed class SlidingWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly CallBudget TwoKeys = new("some", ["a", "b"], 3, TimeSpan.FromHours(1));

    [Fact]
    public void Keys_empty_setting_is_no_key() => Assert.Equal(["b"], new CallBudget("some", ["", "b"], 3, TimeSpan.FromHours(1)).Keys);

    [Fact]
    public void Take_any_calls_no_window_ever_holds_more_than_allowed() =>
        Gen.Select(Gen.Int[1, 8], Gen.Int[1, 3], Gen.Int[0, 900].List[1, 300]).Sample((calls, keys, gaps) =>
        {
            var budget = new CallBudget("some", [.. Enumerable.Range(0, keys).Select(i => $"k{i}")], calls, TimeSpan.FromHours(1));
            var book = new BudgetBook();
            var granted = new List<(string Key, DateTimeOffset At)>();
            var now = Start;
            foreach (var gap in gaps)
            {
                now += TimeSpan.FromSeconds(gap);
                if (SlidingWindow.Take(book, budget, now).Key is { } key)
                    granted.Add((key, now));
            }

            Assert.All(granted, one => Assert.InRange(granted.Count(other => other.Key == one.Key && other.At >= one.At && other.At < one.At + budget.Per), 1, calls));
        });

    [Fact]
    public void Take_refused_call_is_granted_at_the_very_moment_that_was_named() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 600].List[5, 60]).Sample((calls, gaps) =>
        {
            var budget = new CallBudget("some", ["only"], calls, TimeSpan.FromHours(1));
            var book = new BudgetBook();
            var now = Start;
            foreach (var gap in gaps)
            {
                now += TimeSpan.FromSeconds(gap);
                var grant = SlidingWindow.Take(book, budget, now);
                if (grant.Key is not null)
                    continue;
                Assert.InRange(grant.NotBefore - now, TimeSpan.FromTicks(1), budget.Per + (budget.Per / 60));
                Assert.Null(SlidingWindow.Take(book, budget, grant.NotBefore - TimeSpan.FromMilliseconds(1)).Key);
                Assert.NotNull(SlidingWindow.Take(book, budget, grant.NotBefore).Key);
                now = grant.NotBefore;
            }
        });

    [Fact]
    public void Take_several_keys_are_used_evenly()
    {
        var book = new BudgetBook();

        var keys = Enumerable.Range(0, 6).Select(_ => SlidingWindow.Take(book, TwoKeys, Start).Key);

        Assert.Equal(["a", "b", "a", "b", "a", "b"], keys);
        Assert.Null(SlidingWindow.Take(book, TwoKeys, Start).Key);
    }

    [Fact]
    public void Pause_key_is_left_alone_until_then_and_the_other_goes_on()
    {
        var book = new BudgetBook();

        SlidingWindow.Pause(book, "a", Start.AddHours(2));
        SlidingWindow.Pause(book, "a", Start.AddMinutes(1));

        Assert.Equal("b", SlidingWindow.Take(book, TwoKeys, Start).Key);
        SlidingWindow.Pause(book, "b", Start.AddHours(3));
        Assert.Equal(Start.AddHours(2), SlidingWindow.Take(book, TwoKeys, Start).NotBefore);
        Assert.Equal("a", SlidingWindow.Take(book, TwoKeys, Start.AddHours(2)).Key);
    }

    [Fact]
    public void Take_book_holds_no_key_and_forgets_those_that_are_gone()
    {
        var book = new BudgetBook();
        var secret = new CallBudget("some", ["very-secret"], 3, TimeSpan.FromHours(1));

        SlidingWindow.Take(book, secret, Start);
        var name = Assert.Single(book.Keys).Key;
        SlidingWindow.Take(book, TwoKeys, Start.AddHours(2));

        Assert.DoesNotContain("secret", name, StringComparison.Ordinal);
        Assert.DoesNotContain(name, book.Keys.Keys);
        Assert.DoesNotContain("very-secret", secret.ToString(), StringComparison.Ordinal);
    }
}

namespace PhotoScore.Functions.Datasets.Budgets;

/// <summary>
/// Counts calls in a window that slides. Pure: the book and the clock are given. Calls are counted by slots of a sixtieth of the
/// window, and a slot is forgotten only when its last moment has left the window: so no span of the window's length ever holds
/// more calls than allowed, at the price of a key's coming back up to a sixtieth late.
/// </summary>
internal static class SlidingWindow
{
    private const int Slots = 60;

    /// <summary>Takes one call from the key that has been used least.</summary>
    /// <param name="book">What was used; the grant is entered into it.</param>
    /// <param name="budget">What is allowed.</param>
    /// <param name="now">The present.</param>
    public static CallGrant Take(BudgetBook book, CallBudget budget, DateTimeOffset now)
    {
        Forget(book, budget, now);
        var keys = budget.Keys.Select(key => (Key: key, Page: PageOf(book, key))).ToList();
        var free = keys.Where(key => FreeAt(key.Page, budget, now) <= now).ToList();
        if (free.Count == 0)
            return new CallGrant(null, keys.Min(key => FreeAt(key.Page, budget, now)));

        var (chosen, page) = free.MinBy(key => key.Page.Slots.Values.Sum());
        var slot = SlotOf(now, budget);
        page.Slots[slot] = page.Slots.GetValueOrDefault(slot) + 1;
        return new CallGrant(chosen, now);
    }

    /// <summary>Leaves a key alone until a time; a longer pause that stands already stays.</summary>
    public static void Pause(BudgetBook book, string key, DateTimeOffset until)
    {
        var page = PageOf(book, key);
        if (page.PausedUntil is null || page.PausedUntil < until)
            book.Keys[KeyName.Of(key)] = page with { PausedUntil = until };
    }

    private static KeyPage PageOf(BudgetBook book, string key)
    {
        var name = KeyName.Of(key);
        if (!book.Keys.TryGetValue(name, out var page))
            book.Keys[name] = page = new KeyPage();
        return page;
    }

    private static void Forget(BudgetBook book, CallBudget budget, DateTimeOffset now)
    {
        foreach (var (name, page) in book.Keys.ToList())
        {
            foreach (var slot in page.Slots.Keys.Where(slot => EndOf(slot, budget) <= now).ToList())
                page.Slots.Remove(slot);
            // A key that is no longer configured leaves the book with its last call.
            if (page.Slots.Count == 0 && !(page.PausedUntil > now))
                book.Keys.Remove(name);
        }
    }

    private static DateTimeOffset FreeAt(KeyPage page, CallBudget budget, DateTimeOffset now)
    {
        var free = page.PausedUntil > now ? page.PausedUntil.Value : now;
        var used = page.Slots.Values.Sum();
        foreach (var (slot, calls) in page.Slots)
        {
            if (used < budget.Calls)
                break;
            used -= calls;
            if (EndOf(slot, budget) > free)
                free = EndOf(slot, budget);
        }
        return free;
    }

    private static long SlotOf(DateTimeOffset time, CallBudget budget)
    {
        var length = SlotLength(budget);
        return time.ToUnixTimeMilliseconds() / length * length;
    }

    private static DateTimeOffset EndOf(long slot, CallBudget budget) =>
        DateTimeOffset.FromUnixTimeMilliseconds(slot + SlotLength(budget)) + budget.Per;

    private static long SlotLength(CallBudget budget) => Math.Max(1, (long)budget.Per.TotalMilliseconds / Slots);
}

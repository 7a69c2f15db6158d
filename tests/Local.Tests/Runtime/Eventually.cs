namespace PhotoScore.Local.Tests.Runtime;

internal static class Eventually
{
    /// <summary>Looks again and again until the condition holds; fails the test when it does not within three minutes, which only a machine with much else to do needs.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> expectation)
    {
        var deadline = DateTime.UtcNow.AddMinutes(3);
        while (!await condition())
        {
            if (DateTime.UtcNow > deadline)
                Assert.Fail("Did not come to be: " + expectation());
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}

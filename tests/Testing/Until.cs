using Xunit;

namespace PhotoScore.Testing;

/// <summary>Waits for what happens elsewhere.</summary>
public static class Until
{
    /// <summary>Asks again and again, a few times a second, until the answer is yes; fails the test after a long time.</summary>
    public static async Task TrueAsync(Func<Task<bool>> asked, int deadlineSeconds = 120)
    {
        var cancellation = TestContext.Current.CancellationToken;
        for (var tries = 0; !await asked(); tries++)
        {
            Assert.True(tries < deadlineSeconds * 5, $"Still not true after {deadlineSeconds} seconds.");
            await Task.Delay(200, cancellation);
        }
    }
}

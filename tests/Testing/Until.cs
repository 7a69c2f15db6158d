using System.Diagnostics;
using Xunit;

namespace PhotoScore.Testing;

/// <summary>Waits for what happens elsewhere.</summary>
public static class Until
{
    // Only a machine with much else to do needs so long.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks again and again until the condition holds; fails the test when it does not within three minutes.</summary>
    /// <param name="condition">Looked at many times a second.</param>
    /// <param name="expectation">What was waited for, in words, and what there was instead; asked for when the wait was in vain.</param>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string>? expectation = null)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(began) > Deadline)
                Assert.Fail($"Did not come to be in {Deadline.TotalMinutes} minutes: {expectation?.Invoke() ?? "what the test waits for"}");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    /// <inheritdoc cref="TrueAsync(Func{Task{bool}}, Func{string})"/>
    public static Task TrueAsync(Func<bool> condition, Func<string>? expectation = null) => TrueAsync(() => Task.FromResult(condition()), expectation);
}

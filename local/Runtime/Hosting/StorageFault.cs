using Azure;

namespace PhotoScore.Local.Runtime.Hosting;

/// <summary>Tells a storage service that refuses or is away from an error of ours.</summary>
internal static class StorageFault
{
    // The storage client wraps its own retries in an AggregateException, and its time-outs in a TaskCanceledException.
    public static bool Is(Exception error) => error is RequestFailedException or AggregateException or IOException or TaskCanceledException;
}

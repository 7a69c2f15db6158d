using System.Runtime.InteropServices;

namespace PhotoScore.Trainer.Native;

/// <summary>
/// Gives back memory that is free and can't be used again. Torch asks for aligned memory, and glibc before 2.38 does not find a hole of just the size that it made for
/// that: a network whose tensors are large leaves new holes at every step, 0.3 GB of them for ResNet-50 and 16 photos, without end.
/// </summary>
internal static partial class HeapHoles
{
    private const int BatchesBetweenLooks = 4;
    private const long Bearable = 512L << 20;

    private static int _batches;
    private static long _floor;

    /// <summary>Called after each batch; looks now and then, and acts where the process has grown by half a gigabyte since it last did.</summary>
    public static void AfterBatch()
    {
        if (!NativeSetup.IsGlibc || Interlocked.Increment(ref _batches) % BatchesBetweenLooks != 0)
            return;
        var resident = Environment.WorkingSet;
        if (_floor == 0 || resident < _floor)
        {
            _floor = resident;
        }
        else if (resident - _floor > Bearable)
        {
            _ = Trim(0);
            // What the next batches need comes back; growth counts from there.
            _floor = 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint keep);
}

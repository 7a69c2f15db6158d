using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PhotoScore.Trainer.Native;

/// <summary>
/// Settings that libtorch's threads and glibc's allocator read once, when they start. Under contention a ResNet-50 step
/// fell from 13.0 to 4.7 s by them, for about 1 GB more of peak memory.
/// </summary>
internal static partial class NativeSetup
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;

    // glibc before 2.35 refuses more.
    private const int OldLargestMmapThreshold = 32 * 1024 * 1024;

    /// <summary>Whether native memory is glibc's.</summary>
    public static bool IsGlibc { get; } = OperatingSystem.IsLinux() && !RuntimeInformation.RuntimeIdentifier.Contains("musl");

    /// <summary>Runs before any other code of this assembly, and so before its first use of Torch. Does nothing outside glibc.</summary>
    [ModuleInitializer]
    internal static void Apply()
    {
        if (!IsGlibc)
            return;

        // Idle OpenMP threads spin by default, and so take a core from the threads that decode. A person's own word stays.
        // The framework's own call would change a copy of the environment that native code never sees.
        _ = SetEnvironment("OMP_WAIT_POLICY", "passive", overwrite: 0);

        // Torch's large tensors in pages of 2 MB: fewer faults where memory is fresh, which after HeapHoles it often is.
        _ = SetEnvironment("THP_MEM_ALLOC_ENABLE", "1", overwrite: 0);

        // A step frees what the next one needs again: keep it rather than give it back to the kernel page by page.
        if (SetAllocator(MmapThreshold, int.MaxValue) == 0)
            _ = SetAllocator(MmapThreshold, OldLargestMmapThreshold);
        _ = SetAllocator(TrimThreshold, int.MaxValue);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetAllocator(int parameter, int value);
}

using System.Runtime.InteropServices;
using TorchSharp;

namespace PhotoScore.Trainer.Native;

/// <summary>
/// Lets cuDNN try its ways to compute a convolution and keep the fastest, which pays where every batch has the same size. TorchSharp has no call for
/// it, so this is <c>torch.backends.cudnn.benchmark = True</c> by the C++ functions behind it.
/// </summary>
internal static unsafe class CudnnBenchmark
{
    /// <summary>Switches it on; without cuDNN it is remembered and has no effect.</summary>
    /// <returns>Whether it is on: false where the C++ names are spelled in another way than on Linux.</returns>
    public static bool Enable()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libtorch_cpu.so", typeof(torch).Assembly, null, out var library)
            || !NativeLibrary.TryGetExport(library, "_ZN2at13globalContextEv", out var globalContext)
            || !NativeLibrary.TryGetExport(library, "_ZN2at7Context17setBenchmarkCuDNNEb", out var set)
            || !NativeLibrary.TryGetExport(library, "_ZNK2at7Context14benchmarkCuDNNEv", out var get))
        {
            return false;
        }

        var context = ((delegate* unmanaged<nint>)globalContext)();
        ((delegate* unmanaged<nint, byte, void>)set)(context, 1);
        return ((delegate* unmanaged<nint, byte>)get)(context) != 0;
    }
}

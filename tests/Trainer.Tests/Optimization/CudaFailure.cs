using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace PhotoScore.Trainer.Tests.Optimization;

internal static class CudaFailure
{
    /// <summary>What TorchSharp throws where a GPU's memory is too small.</summary>
    [SuppressMessage("Usage", "CA2201", Justification = "It is the type that TorchSharp throws.")]
    public static Exception OutOfMemory() => new ExternalException("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 8.00 GiB");
}

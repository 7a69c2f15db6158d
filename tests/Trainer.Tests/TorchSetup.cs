using System.Runtime.CompilerServices;
using PhotoScore.Trainer.Architectures;
using TorchSharp;

namespace PhotoScore.Trainer.Tests;

internal static class TorchSetup
{
    /// <summary>Sums in another order are other sums: tests compute on one thread, whatever the machine has.</summary>
    [ModuleInitializer]
    internal static void UseOneThread()
    {
        // The trainer's own settings must be there before Torch starts.
        RuntimeHelpers.RunModuleConstructor(typeof(Network).Module.ModuleHandle);
        torch.set_num_threads(1);
    }
}

using PhotoScore.Core.Training;
using TorchSharp;

namespace PhotoScore.Trainer.Devices;

/// <summary>Decides where a training computes.</summary>
internal static class DeviceChoice
{
    /// <summary>The device for a job: what the person at this machine says goes before what the request says.</summary>
    /// <param name="request">The request's word.</param>
    /// <param name="machine">The command's word; null where none was given.</param>
    /// <exception cref="InvalidOperationException">A GPU is asked for and there is none; the message says what to do.</exception>
    public static torch.Device For(TrainingDevice request, TrainingDevice? machine) =>
        Choose(machine ?? request, torch.cuda_is_available) == TrainingDevice.Cuda ? torch.CUDA : torch.CPU;

    /// <summary>Cpu or Cuda.</summary>
    /// <param name="wanted">What is asked for.</param>
    /// <param name="hasGpu">Asked only where it matters: the answer loads CUDA's libraries.</param>
    /// <exception cref="InvalidOperationException">A GPU is asked for and there is none; the message says what to do.</exception>
    public static TrainingDevice Choose(TrainingDevice wanted, Func<bool> hasGpu) => wanted switch
    {
        TrainingDevice.Cpu => TrainingDevice.Cpu,
        _ when hasGpu() => TrainingDevice.Cuda,
        TrainingDevice.Auto => TrainingDevice.Cpu,
        _ => throw new InvalidOperationException(
            "The training asks for a GPU (device: cuda), but this machine has none that Torch can use. Run it on a machine with an NVIDIA GPU and " +
            "the trainer built with TorchDevice=cuda, ask for device: auto, or start the trainer with --device cpu."),
    };
}

namespace PhotoScore.Core.Training;

/// <summary>Where a training computes.</summary>
public enum TrainingDevice
{
    /// <summary>On a GPU where the machine has one, otherwise on its processor.</summary>
    Auto,

    /// <summary>On the processor, whatever else there is.</summary>
    Cpu,

    /// <summary>On an NVIDIA GPU; a machine without one refuses the job.</summary>
    Cuda,
}

using TorchSharp;

namespace PhotoScore.Trainer.Optimization;

/// <summary>Brings a batch to where the network is.</summary>
internal static class DeviceCopy
{
    /// <summary>
    /// A tensor of the caller's. To a GPU it goes through page-locked memory and the call does not wait for it: Torch keeps that memory until the copy is
    /// done, and the batch's own can be filled again at once.
    /// </summary>
    public static torch.Tensor To(torch.Device device, torch.Tensor tensor)
    {
        if (device.type == DeviceType.CPU)
            return tensor;
        using var locked = tensor.pin_memory();
        return locked.to(device, non_blocking: true);
    }
}

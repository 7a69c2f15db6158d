using PhotoScore.Core.Training;
using PhotoScore.Trainer.Devices;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Devices;

public sealed class DeviceChoiceTests
{
    [Theory]
    [InlineData(TrainingDevice.Auto, true, TrainingDevice.Cuda)]
    [InlineData(TrainingDevice.Auto, false, TrainingDevice.Cpu)]
    [InlineData(TrainingDevice.Cpu, true, TrainingDevice.Cpu)]
    [InlineData(TrainingDevice.Cuda, true, TrainingDevice.Cuda)]
    public void Choose_takes_what_is_asked_for_and_there(TrainingDevice wanted, bool hasGpu, TrainingDevice expected) =>
        Assert.Equal(expected, DeviceChoice.Choose(wanted, () => hasGpu));

    [Fact]
    public void Choose_gpu_where_there_is_none_says_what_to_do()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => DeviceChoice.Choose(TrainingDevice.Cuda, () => false));

        Assert.Contains("--device cpu", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_processor_never_asks_for_a_gpu() =>
        Assert.Equal(TrainingDevice.Cpu, DeviceChoice.Choose(TrainingDevice.Cpu, () => throw new InvalidOperationException("asked")));

    [Fact]
    public void For_the_machines_word_goes_before_the_requests() =>
        Assert.Equal(DeviceType.CPU, DeviceChoice.For(TrainingDevice.Cuda, TrainingDevice.Cpu).type);
}

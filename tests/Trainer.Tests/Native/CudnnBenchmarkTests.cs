using PhotoScore.Trainer.Native;

namespace PhotoScore.Trainer.Tests.Native;

public sealed class CudnnBenchmarkTests
{
    [Fact]
    public void Enable_torch_reports_that_it_is_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The C++ names are those of Linux.");

        Assert.True(CudnnBenchmark.Enable());
    }
}

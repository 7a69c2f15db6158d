using PhotoScore.Trainer.Architectures.Layers;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Architectures.Layers;

public sealed class InitializationTests
{
    [Fact]
    public void GlorotUniform_fills_its_interval()
    {
        // Fan in 3 x 25 = 75, fan out 64 x 25 = 1600; a uniform variable's variance is limit² / 3.
        var values = Create(Initialization.GlorotUniform, 64, 3, 5, 5);
        var limit = Math.Sqrt(6.0 / (75 + 1600));

        Assert.InRange(values.Max(), 0.99 * limit, limit);
        Assert.InRange(values.Min(), -limit, -0.99 * limit);
        Assert.Equal(limit * limit / 3, Variance(values), tolerance: 0.05 * limit * limit / 3);
    }

    [Fact]
    public void HeNormal_has_variance_two_by_fan_in() =>
        Assert.Equal(2.0 / 75, Variance(Create(Initialization.HeNormal, 64, 3, 5, 5)), tolerance: 0.05 * 2 / 75);

    [Fact]
    public void Ones_and_Zeros_are_what_they_say()
    {
        Assert.All(Create(Initialization.Ones, 7), value => Assert.Equal(1, value));
        Assert.All(Create(Initialization.Zeros, 7), value => Assert.Equal(0, value));
    }

    private static float[] Create(Initialization initialization, params long[] dimensions)
    {
        using var random = new torch.Generator(1, torch.CPU);
        using var tensor = new ParameterSpec("weight", dimensions, initialization).Create(random);
        return tensor.data<float>().ToArray();
    }

    private static double Variance(float[] values) => values.Average(value => (double)value * value) - Math.Pow(values.Average(), 2);
}

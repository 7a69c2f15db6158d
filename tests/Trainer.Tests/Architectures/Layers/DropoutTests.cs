using PhotoScore.Trainer.Architectures.Layers;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Architectures.Layers;

public sealed class DropoutTests
{
    [Fact]
    public void Forward_in_training_drops_its_rate_and_keeps_the_mean()
    {
        using var scope = torch.NewDisposeScope();
        var input = torch.ones([100, 1000]).requires_grad_();

        var output = Forward(input, training: true);

        var values = output.data<float>().ToArray();
        Assert.Equal([0, 1 / 0.7f], values.Distinct().Order());
        // 100,000 draws: the standard deviation of the share is 0.0014.
        Assert.Equal(0.3, values.Count(value => value == 0) / 1e5, tolerance: 0.006);
        output.sum().backward();
        Assert.Equal(values, input.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Forward_afterwards_changes_nothing()
    {
        using var scope = torch.NewDisposeScope();
        var input = torch.arange(10, torch.float32);

        Assert.Equal(input.data<float>().ToArray(), Forward(input, training: false).data<float>().ToArray());
    }

    private static torch.Tensor Forward(torch.Tensor input, bool training)
    {
        using var random = new torch.Generator(1, torch.CPU);
        return new Dropout(0.3).Forward([input], new LayerState(new Dictionary<string, torch.Tensor>(), "dropout", training, random));
    }
}

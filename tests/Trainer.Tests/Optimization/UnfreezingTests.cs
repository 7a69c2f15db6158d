using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Optimization;

namespace PhotoScore.Trainer.Tests.Optimization;

public sealed class UnfreezingTests
{
    private static readonly Architecture Tiny = TinyNetwork.Architecture();

    [Fact]
    public void Run_layers_learn_from_their_epoch_on()
    {
        using PhotoSet train = TinyNetwork.Photos(16), validation = TinyNetwork.Photos(8, seed: 2);
        // With decay, which would move weights that have no gradient.
        var plan = Some.Plan(epochs: 4) with
        {
            Optimizer = new("adamw", WeightDecay: 0.1),
            Unfreeze = [new(1, "logits"), new(2, "hidden"), new(4, "conv")],
        };
        using var network = new Network(Tiny, 2, plan.Seed);
        using var loop = new TrainingLoop(network, plan, train, validation, "abc", TimeProvider.System);
        string[] layers = ["conv", "hidden", "logits"];
        var before = layers.Select(Weights).ToArray();
        var moved = new List<string>();

        // One step an epoch.
        loop.Run(
            () =>
            {
                var now = layers.Select(Weights).ToArray();
                moved.Add(string.Join(' ', layers.Where((_, i) => !now[i].SequenceEqual(before[i]))));
                before = now;
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(["logits", "hidden logits", "hidden logits", "conv hidden logits"], moved);

        float[] Weights(string layer) => network.State[$"{layer}.weight"].data<float>().ToArray();
    }

    [Theory]
    [InlineData("hidden", "learns already", 3)]
    [InlineData("conv4", "There is no layer 'conv4'", 1)]
    public void Check_a_step_that_changes_nothing_or_names_nothing_says_so(string from, string expected, int epoch)
    {
        UnfreezeStep[] steps = epoch == 1 ? [new(1, from)] : [new(1, "hidden"), new(epoch, from)];

        var message = Assert.Throws<InvalidOperationException>(() => new Unfreezing(steps, Tiny).Check(Tiny.Layout(2))).Message;

        Assert.Contains(expected.Replace("learns already", "learns already", StringComparison.Ordinal), message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_more_layers_where_all_learn_says_how_to_begin_with_fewer() => Assert.Contains(
        "epoch 1",
        Assert.Throws<InvalidOperationException>(() => new Unfreezing([new(3, "hidden")], Tiny).Check(Tiny.Layout(2))).Message,
        StringComparison.Ordinal);
}

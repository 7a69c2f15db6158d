using PhotoScore.Trainer.Architectures;
using TorchSharp;

namespace PhotoScore.Trainer.Optimization;

/// <summary>
/// An exponential moving average of a network's weights and moving statistics (Polyak, Juditsky 1992). The first steps count
/// more, so that it does not stay at the weights before training.
/// </summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly Network _network;
    private readonly double _decay;
    private readonly Dictionary<string, torch.Tensor> _average;

    /// <param name="network">Whose weights; as they are now is where the average starts.</param>
    /// <param name="decay">How much of the average a step keeps in the long run.</param>
    public WeightAverage(Network network, double decay)
    {
        (_network, _decay) = (network, decay);
        using var untracked = torch.no_grad();
        _average = network.State.ToDictionary(named => named.Key, named => named.Value.detach().clone().DetachFromDisposeScope());
    }

    /// <summary>Takes the weights after a step into the average.</summary>
    /// <param name="step">Steps done, from 1.</param>
    public void Update(long step)
    {
        using var untracked = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var decay = Math.Min(_decay, (double)step / (step + 9));
        foreach (var (name, average) in _average)
            average.mul_(decay).add_(_network.State[name], 1 - decay);
    }

    /// <summary>Puts the average in the place of the network's weights until the result is disposed.</summary>
    public IDisposable Lend()
    {
        Swap();
        return new Loan(Swap);
    }

    private void Swap()
    {
        using var untracked = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        foreach (var (name, average) in _average)
        {
            var weights = _network.State[name].clone();
            _network.State[name].copy_(average);
            average.copy_(weights);
        }
    }

    public void Dispose()
    {
        foreach (var tensor in _average.Values)
            tensor.Dispose();
    }

    private sealed class Loan(Action giveBack) : IDisposable
    {
        public void Dispose() => giveBack();
    }
}

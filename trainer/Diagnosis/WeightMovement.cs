using PhotoScore.Trainer.Architectures;
using TorchSharp;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>How far a network's weights went since the last look, in their own length; of a large tensor its beginning stands for all.</summary>
internal sealed class WeightMovement
{
    private const int MostOfATensor = 4096;
    private readonly Dictionary<string, float[]> _before = [];

    /// <summary>Looks at the weights that learn.</summary>
    /// <returns>The length of the difference over the length before; null where there is nothing to compare with.</returns>
    public double? Look(Network network)
    {
        double length = 0, moved = 0;
        foreach (var (name, parameter) in network.NamedParameters)
        {
            var now = Beginning(parameter);
            if (_before.TryGetValue(name, out var before))
            {
                for (var i = 0; i < now.Length; i++)
                {
                    length += (double)before[i] * before[i];
                    moved += ((double)now[i] - before[i]) * ((double)now[i] - before[i]);
                }
            }

            _before[name] = now;
        }

        return length > 0 ? Math.Sqrt(moved / length) : null;
    }

    private static float[] Beginning(torch.Tensor parameter)
    {
        using var scope = torch.NewDisposeScope();
        return parameter.detach().flatten().narrow(0, 0, Math.Min(parameter.numel(), MostOfATensor)).cpu().data<float>().ToArray();
    }
}

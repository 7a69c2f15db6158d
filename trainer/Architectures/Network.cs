using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Architectures.State;
using TorchSharp;
using TorchSharp.Modules;

namespace PhotoScore.Trainer.Architectures;

/// <summary>An architecture with weights, in TorchSharp. One thread at a time.</summary>
public sealed class Network : IDisposable
{
    private readonly Dictionary<string, torch.Tensor> _state = [];
    private readonly torch.Generator _random;

    /// <summary>Initial weights, and what dropout will drop, follow from <paramref name="seed"/> alone.</summary>
    /// <param name="architecture">The layout.</param>
    /// <param name="classCount">At least 2.</param>
    /// <param name="seed">Where chance starts.</param>
    /// <param name="normalization">What is done to pixels; null only scales them to 0 to 1.</param>
    public Network(Architecture architecture, int classCount, int seed, PixelNormalization? normalization = null)
    {
        Architecture = architecture;
        ClassCount = classCount;
        Graph = architecture.Layout(classCount, normalization);
        _random = new torch.Generator(unchecked((ulong)seed), torch.CPU);

        var parameters = new List<(string, Parameter)>();
        foreach (var (name, spec) in Graph.Parameters)
        {
            var values = spec.Create(_random);
            if (spec.Learned)
            {
                // Moves the numbers into the parameter and leaves nothing to dispose.
                var parameter = new Parameter(values);
                parameters.Add((name, parameter));
                values = parameter;
            }

            _state.Add(name, values.DetachFromDisposeScope());
        }

        NamedParameters = parameters;
    }

    /// <summary>The layout.</summary>
    public Architecture Architecture { get; }

    /// <summary>How many classes it tells apart.</summary>
    public int ClassCount { get; }

    /// <summary>Its layers.</summary>
    public LayerGraph Graph { get; }

    /// <summary>What an optimizer changes, by name, in the order of the layers.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> NamedParameters { get; }

    /// <summary>What an optimizer changes, in the order of the layers.</summary>
    public IEnumerable<Parameter> Parameters => NamedParameters.Select(named => named.Parameter);

    /// <summary>Every tensor by name, moving statistics included. They stay the network's.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> State => _state;

    /// <summary>Where the network's chance stands; saved and set again, a resumed training drops what the lost one would have.</summary>
    public byte[] RandomState
    {
        get
        {
            using var state = _random.get_state();
            return state.data<byte>().ToArray();
        }

        set
        {
            using var state = torch.tensor(value, torch.uint8);
            _random.set_state(state);
        }
    }

    /// <summary>What the losses take: float [N, 1] for two classes (positive means the second one), otherwise [N, classes].</summary>
    /// <param name="pixels">uint8 [N, H, W, 3].</param>
    /// <param name="training">True drops and tracks gradients; false does neither.</param>
    /// <returns>A tensor of the caller's.</returns>
    public torch.Tensor Logits(torch.Tensor pixels, bool training) => Forward(pixels, training, Graph.Logits)[0];

    /// <summary>Float [N, D]: what the last dense layer sees.</summary>
    public torch.Tensor Embeddings(torch.Tensor pixels) => Forward(pixels, training: false, Graph.Embedding)[0];

    /// <summary>What the published model answers: float [N, classes] and [N, D].</summary>
    public (torch.Tensor Probabilities, torch.Tensor Embeddings) Predict(torch.Tensor pixels) =>
        Forward(pixels, training: false, Graph.Probabilities, Graph.Embedding) is [var probabilities, var embeddings]
            ? (probabilities, embeddings)
            : throw new InvalidOperationException("Two outputs were asked for.");

    /// <summary>Writes every tensor as safetensors.</summary>
    public void SaveState(Stream stream) => SafeTensors.Write(stream, _state, new Dictionary<string, string>
    {
        ["architecture"] = Architecture.Name.Value,
    });

    /// <summary>Takes every tensor from safetensors.</summary>
    /// <exception cref="InvalidDataException">The file is broken, or holds other tensors than this network; nothing was changed.</exception>
    public void LoadState(Stream stream)
    {
        using var file = SafeTensors.Read(stream);
        var faults = StateFaults.Find(_state, file.Tensors);
        if (faults.Count > 0)
            throw new InvalidDataException($"The saved state does not fit {Architecture.Name}: {string.Join(" ", faults)}");

        using var untracked = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        foreach (var (name, tensor) in _state)
            tensor.copy_(file.Tensors[name]);
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        foreach (var tensor in _state.Values)
            tensor.Dispose();
        _random.Dispose();
    }

    private torch.Tensor[] Forward(torch.Tensor pixels, bool training, params LayerNode[] outputs)
    {
        using var untracked = training ? null : torch.no_grad();
        return GraphRun.Compute(Graph, outputs, pixels, node => new LayerState(_state, node.Name, training, _random));
    }
}

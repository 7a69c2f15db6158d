using System.Globalization;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Architectures.State;
using TorchSharp;
using TorchSharp.Modules;

namespace PhotoScore.Trainer.Architectures;

/// <summary>An architecture with weights, in TorchSharp. One thread at a time.</summary>
public sealed class Network : IDisposable
{
    private readonly Dictionary<string, torch.Tensor> _state = [];
    private readonly HashSet<LayerNode> _learning = [];
    private readonly torch.Generator _random;
    private readonly bool _borrowed;

    /// <summary>Initial weights, and what dropout will drop, follow from <paramref name="seed"/> alone.</summary>
    /// <param name="architecture">The layout.</param>
    /// <param name="classCount">At least 2.</param>
    /// <param name="seed">Where chance starts.</param>
    /// <param name="normalization">What is done to pixels; null for the architecture's own.</param>
    /// <param name="device">Where it computes; the processor when null.</param>
    public Network(Architecture architecture, int classCount, int seed, PixelNormalization? normalization = null, torch.Device? device = null)
    {
        Device = device ?? torch.CPU;
        Architecture = architecture;
        ClassCount = classCount;
        Normalization = normalization ?? architecture.Normalization;
        Graph = architecture.Layout(classCount, Normalization);
        _random = new torch.Generator(unchecked((ulong)seed), torch.CPU);

        foreach (var (name, spec) in Graph.Parameters)
        {
            var values = OnDevice(spec.Create(_random));
            // A parameter takes the numbers over and leaves nothing to dispose.
            _state.Add(name, (spec.Learned ? new Parameter(values) : values).DetachFromDisposeScope());
        }

        NamedParameters = [];
        TrainFrom(architecture.TrainableFrom);

        // Weights begin the same on every device; what dropout draws has to come from a generator of its own device.
        if (Device.type != DeviceType.CPU)
        {
            _random.Dispose();
            _random = new torch.Generator(unchecked((ulong)seed), Device);
        }
    }

    private Network(Network owner, LayerGraph graph)
    {
        (Device, Architecture, ClassCount, Normalization, Graph) = (owner.Device, owner.Architecture, owner.ClassCount, owner.Normalization, graph);
        (_state, _random, _borrowed, NamedParameters) = (owner._state, owner._random, true, owner.NamedParameters);
    }

    /// <summary>
    /// The same weights and the same chance in another graph, which has layers of the same names: a view that lives no longer than this network. It has
    /// yet to be told by <see cref="TrainFrom"/> what learns.
    /// </summary>
    internal Network With(LayerGraph graph) => new(this, graph);

    /// <summary>What is done to pixels first.</summary>
    public PixelNormalization Normalization { get; }

    /// <summary>Where it computes; pixels may come from elsewhere, answers are here.</summary>
    public torch.Device Device { get; }

    /// <summary>The layout.</summary>
    public Architecture Architecture { get; }

    /// <summary>How many classes it tells apart.</summary>
    public int ClassCount { get; }

    /// <summary>Its layers.</summary>
    public LayerGraph Graph { get; }

    /// <summary>What an optimizer changes, by name, in the order of the layers: nothing of a frozen layer.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> NamedParameters { get; private set; }

    /// <summary>What an optimizer changes, in the order of the layers.</summary>
    public IEnumerable<Parameter> Parameters => NamedParameters.Select(named => named.Parameter);

    /// <summary>Every tensor by name, moving statistics included. They stay the network's.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> State => _state;

    /// <summary>What convolutions and dense layers compute in while they train; weights, norms and what is asked of the network stay float32.</summary>
    public torch.ScalarType Precision { get; set; } = torch.float32;

    /// <summary>
    /// Where the network's chance stands; saved and set again, a resumed training drops what the lost one would have. A state of another
    /// kind of device means nothing here and is not taken.
    /// </summary>
    public byte[] RandomState
    {
        get
        {
            using var state = _random.get_state();
            return state.data<byte>().ToArray();
        }

        set
        {
            if (value.Length != RandomState.Length)
                return;
            using var state = torch.tensor(value, torch.uint8);
            _random.set_state(state);
        }
    }

    /// <summary>
    /// Lets a layer and all after it learn, and freezes those before it: their parameters take no gradient, and in a training step they compute as
    /// they do when asked, so that no dropout drops and moving statistics stay. An optimizer made before knows nothing of it.
    /// </summary>
    /// <param name="layer">The first layer that learns; null for all.</param>
    /// <exception cref="ArgumentException">There is no such layer.</exception>
    public void TrainFrom(string? layer)
    {
        var learning = Graph.From(layer).ToList();
        _learning.Clear();
        _learning.UnionWith(learning);
        foreach (var parameter in _state.Values.OfType<Parameter>())
            parameter.requires_grad = false;
        NamedParameters =
        [
            .. from node in learning
               from spec in node.Layer.Parameters
               let name = $"{node.Name}.{spec.Name}"
               where spec.Learned
               select (name, (Parameter)_state[name]),
        ];
        foreach (var parameter in Parameters)
            parameter.requires_grad = true;
    }

    /// <summary>What the losses take: float [N, 1] for two classes (positive means the second one), otherwise [N, classes].</summary>
    /// <param name="pixels">uint8 [N, H, W, 3].</param>
    /// <param name="training">True drops and tracks gradients; false does neither.</param>
    /// <returns>A tensor of the caller's.</returns>
    public torch.Tensor Logits(torch.Tensor pixels, bool training)
    {
        using var scope = torch.NewDisposeScope();
        return Forward(pixels, training, Graph.Logits)[0].to(torch.float32).MoveToOuterDisposeScope();
    }

    /// <summary>Float [N, D]: what the last dense layer sees.</summary>
    public torch.Tensor Embeddings(torch.Tensor pixels) => Forward(pixels, training: false, Graph.Embedding)[0];

    /// <summary>What a layer of the graph makes of a batch.</summary>
    /// <param name="layer">One of the graph's.</param>
    /// <param name="pixels">What the graph begins with.</param>
    /// <returns>A tensor of the caller's.</returns>
    internal torch.Tensor Output(LayerNode layer, torch.Tensor pixels) => Forward(pixels, training: false, layer)[0];

    /// <summary>What the published model answers: float [N, classes] and [N, D].</summary>
    public (torch.Tensor Probabilities, torch.Tensor Embeddings) Predict(torch.Tensor pixels) =>
        Forward(pixels, training: false, Graph.Probabilities, Graph.Embedding) is [var probabilities, var embeddings]
            ? (probabilities, embeddings)
            : throw new InvalidOperationException("Two outputs were asked for.");

    /// <summary>Any layers' outputs as in serving, with a look at what every layer made on the way.</summary>
    /// <param name="pixels">uint8 [N, H, W, 3].</param>
    /// <param name="outputs">Whose outputs are given.</param>
    /// <param name="tracked">Whether gradients can be asked for.</param>
    /// <param name="seen">As <see cref="GraphRun.Compute"/> has it.</param>
    internal torch.Tensor[] Inspect(torch.Tensor pixels, IReadOnlyList<LayerNode> outputs, bool tracked = false, Action<LayerNode, torch.Tensor>? seen = null)
    {
        using var untracked = tracked ? null : torch.no_grad();
        return GraphRun.Compute(Graph, outputs, pixels, node => new LayerState(_state, node.Name, training: false, _random), seen);
    }

    /// <summary>Writes every tensor as safetensors.</summary>
    public void SaveState(Stream stream) => SafeTensors.Write(stream, _state, new Dictionary<string, string>
    {
        ["architecture"] = Architecture.Name.Value,
        ["mean"] = Numbers(Normalization.Mean),
        ["std"] = Numbers(Normalization.StandardDeviation),
    });

    private static string Numbers(Rgb colours) => string.Create(CultureInfo.InvariantCulture, $"{colours.Red:R},{colours.Green:R},{colours.Blue:R}");

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
        if (_borrowed)
            return;
        foreach (var tensor in _state.Values)
            tensor.Dispose();
        _random.Dispose();
    }

    private torch.Tensor OnDevice(torch.Tensor values)
    {
        if (Device.type == DeviceType.CPU)
            return values;
        using (values)
            return values.to(Device);
    }

    private torch.Tensor[] Forward(torch.Tensor pixels, bool training, params LayerNode[] outputs)
    {
        using var untracked = training ? null : torch.no_grad();
        using var moved = Device.type == DeviceType.CPU ? null : pixels.to(Device);
        var precision = training ? Precision : torch.float32;
        return GraphRun.Compute(
            Graph, outputs, moved ?? pixels, node => new LayerState(_state, node.Name, training && _learning.Contains(node), _random, precision));
    }
}

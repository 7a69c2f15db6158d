using PhotoScore.Core.Models;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using TorchSharp;

namespace PhotoScore.Trainer.Weights;

/// <summary>What a training starts from: random numbers, or a file of pretrained weights that was found to fit.</summary>
internal sealed class StartingPoint : IDisposable
{
    private readonly FetchedWeights? _weights;
    private readonly Architecture _architecture;
    private readonly int _classCount;
    private readonly PixelNormalization? _normalization;

    private StartingPoint(Architecture architecture, int classCount, FetchedWeights? weights, PixelNormalization? normalization, ModelInit init)
    {
        (_architecture, _classCount, _weights, _normalization) = (architecture, classCount, weights, normalization);
        Init = init;
    }

    /// <summary>For <c>model.json</c>.</summary>
    public ModelInit Init { get; }

    /// <summary>Looks whether a file fits before anything else is done with it.</summary>
    /// <param name="architecture">What is trained.</param>
    /// <param name="classCount">At least 2.</param>
    /// <param name="weights">The file, disposed with the result or when it does not fit; null for random numbers.</param>
    /// <param name="license">The request's word for its licence.</param>
    /// <param name="normalization">What the request wants done to pixels; null for what the weights expect.</param>
    /// <exception cref="InvalidDataException">It is broken or does not fit; the message says all that is wrong.</exception>
    public static StartingPoint Of(
        Architecture architecture, int classCount, FetchedWeights? weights, string? license, PixelNormalization? normalization = null)
    {
        try
        {
            return weights is null ? Random(architecture, classCount, normalization) : From(architecture, classCount, weights, license, normalization);
        }
        catch
        {
            weights?.Dispose();
            throw;
        }
    }

    /// <summary>In a few lines, for the log.</summary>
    public IEnumerable<string> Describe()
    {
        if (_weights is null)
        {
            yield return $"Starting from random numbers: {Init.From}.";
            if (_architecture.TrainableFrom is { } first)
                yield return $"The layers before {first} are frozen at random numbers, from which little can be learned: name pretrained weights as init.";
            yield break;
        }

        yield return $"Starting from {Init.From} (SHA-256 {Init.Sha256}, licence {Init.License ?? "not stated"}): {Init.Loaded} tensors taken.";
        if (Init.LeftAtRandom.Count > 0)
            yield return $"A new classifier starts from random numbers: {string.Join(", ", Init.LeftAtRandom)}.";
        if (Init.NotTaken.Count > 0)
            yield return $"Not taken from the file: {string.Join(", ", Init.NotTaken)}.";
        yield return $"Pixels are normalised by mean {string.Join(", ", Init.Mean!)} and deviation {string.Join(", ", Init.StandardDeviation!)}.";
    }

    /// <summary>The network as the training begins; the same one again for the same seed. The caller disposes it.</summary>
    /// <exception cref="InvalidDataException">The file holds a number that is none; the message names every tensor that does.</exception>
    public Network NewNetwork(int seed, torch.Device? device = null)
    {
        var network = new Network(_architecture, _classCount, seed, _normalization, device);
        try
        {
            if (_weights is not null)
                Load(network, _weights.Content);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    public void Dispose() => _weights?.Dispose();

    private static StartingPoint Random(Architecture architecture, int classCount, PixelNormalization? normalization)
    {
        var he = architecture.Layout(classCount).Parameters.Any(parameter => parameter.Spec.Initialization == Initialization.HeNormal);
        return new StartingPoint(architecture, classCount, weights: null, normalization, new ModelInit { From = $"{(he ? "He" : "Glorot")} initialisation" });
    }

    private static StartingPoint From(Architecture architecture, int classCount, FetchedWeights weights, string? license, PixelNormalization? wanted)
    {
        using var file = WeightsFile.Open(weights.Content);
        var normalization = wanted ?? file.Metadata.Normalization ?? architecture.Normalization;
        var fit = WeightsFit.Of(architecture.Layout(classCount, normalization), file.Tensors, architecture.Name.Value);
        var (mean, deviation) = (normalization.Mean, normalization.StandardDeviation);
        return new StartingPoint(architecture, classCount, weights, normalization, new ModelInit
        {
            From = weights.From,
            Sha256 = weights.Sha256,
            License = license ?? file.Metadata.License,
            Source = file.Metadata.Source,
            Mean = [mean.Red, mean.Green, mean.Blue],
            StandardDeviation = [deviation.Red, deviation.Green, deviation.Blue],
            Loaded = fit.Taken.Count,
            LeftAtRandom = fit.LeftAtRandom,
            NotTaken = fit.NotTaken,
        });
    }

    private static void Load(Network network, Stream content)
    {
        using var file = WeightsFile.Open(content);
        using var untracked = torch.no_grad();
        var broken = new List<string>();
        foreach (var (name, stored) in WeightsFit.Of(network.Graph, file.Tensors, network.Architecture.Name.Value).Taken)
        {
            using var scope = torch.NewDisposeScope();
            var target = network.State[name];
            var values = file.Tensors[stored].Read().reshape(target.shape);
            if (!values.isfinite().all().item<bool>())
                broken.Add(stored);
            target.copy_(values);
        }

        if (broken.Count > 0)
            throw new InvalidDataException($"The weights are broken: {string.Join(", ", broken)} hold numbers that are not finite.");
    }
}

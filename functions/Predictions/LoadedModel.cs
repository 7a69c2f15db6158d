using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Models;

namespace PhotoScore.Functions.Predictions;

/// <summary>A model version ready to answer. Shared by requests; the session goes when the last of them lets go.</summary>
internal sealed class LoadedModel
{
    private const int UsualSide = 224;

    private readonly ConcurrentBag<Action> _whenReleased = [];
    private int _holders = 1;

    private LoadedModel(ModelManifest manifest, InferenceSession session)
    {
        Manifest = manifest;
        Session = session;
    }

    public ModelManifest Manifest { get; }

    public InferenceSession Session { get; }

    /// <summary>Whether the session is gone.</summary>
    public bool IsReleased => Volatile.Read(ref _holders) == 0;

    /// <summary>Whether anybody but the first holder holds it.</summary>
    public bool IsHeldElsewhere => Volatile.Read(ref _holders) > 1;

    /// <summary>Loads a network, checks that it is the one of the manifest and asks it about a blank photo, so that it is warm; held once.</summary>
    /// <exception cref="InvalidDataException">It is another one, or does not answer as the contract says.</exception>
    public static LoadedModel Load(ModelManifest manifest, ReadOnlyMemory<byte> onnx)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(onnx.Span));
        if (sha256 != manifest.OnnxSha256)
            throw Damaged(manifest, $"model.onnx has SHA-256 {sha256}, its manifest says {manifest.OnnxSha256}");
        if (manifest.Geometry.Faults() is { Count: > 0 } faults)
            throw Damaged(manifest, $"its geometry can't be used: {string.Join(" ", faults)}");

        try
        {
            var session = Open(onnx);
            var model = new LoadedModel(manifest, session);
            if ((FaultOf(session, manifest) ?? model.Warm()) is not { } fault)
                return model;
            session.Dispose();
            throw Damaged(manifest, fault);
        }
        catch (OnnxRuntimeException e)
        {
            throw Damaged(manifest, $"ONNX Runtime refuses it: {e.Message}", e);
        }
    }

    /// <summary>Holds the session open; false when it is gone already.</summary>
    public bool TryHold()
    {
        while (Volatile.Read(ref _holders) is var holders and > 0)
        {
            if (Interlocked.CompareExchange(ref _holders, holders + 1, holders) == holders)
                return true;
        }
        return false;
    }

    /// <summary>Lets go; whoever is last closes the session.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) != 0)
            return;
        Session.Dispose();
        foreach (var action in _whenReleased)
            action();
    }

    /// <summary>Does something when the session goes: what belongs to it goes with it. Called by who holds it.</summary>
    public void WhenReleased(Action action) => _whenReleased.Add(action);

    private static InferenceSession Open(ReadOnlyMemory<byte> onnx)
    {
        // Requests run side by side, each on one thread: threads inside a run would only fight over the same cores.
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return new InferenceSession(onnx.ToArray(), options);
    }

    /// <summary>The first run allocates what later ones use, and shows whether the outputs have the promised shapes.</summary>
    private string? Warm()
    {
        try
        {
            var geometry = Manifest.Geometry;
            var (width, height) = geometry.FixedSize ?? (geometry.Size ?? UsualSide, geometry.Size ?? UsualSide);
            using var blank = new Pixels(width, height);
            blank.Span.Clear();
            var output = Inference.Run(this, [blank], wantEmbedding: true)[0];
            foreach (var probability in output.Probabilities.Span)
            {
                if (!float.IsFinite(probability))
                    return "it answers a blank photo with what is no number";
            }
            return null;
        }
        catch (OnnxRuntimeException e)
        {
            return $"it can't answer a blank photo: {e.Message}";
        }
    }

    private static string? FaultOf(InferenceSession session, ModelManifest manifest)
    {
        if (!session.InputMetadata.TryGetValue("image", out var image) || image.ElementType != typeof(byte) || image.Dimensions.Length != 4)
            return "the network takes no 'image' of uint8 [N, H, W, 3]";
        if (!session.OutputMetadata.TryGetValue("probabilities", out var output) || output.ElementType != typeof(float))
            return "the network gives no 'probabilities' of float [N, classes]";
        if (!session.OutputMetadata.TryGetValue("embedding", out var embedding) || embedding.ElementType != typeof(float))
            return "the network gives no 'embedding' of float [N, length]";
        return output.Dimensions is [_, var classes] && (classes < 0 || classes == manifest.Classes.Count)
            ? null
            : $"the network does not give one probability for each of {manifest.Classes.Count} classes";
    }

    private static InvalidDataException Damaged(ModelManifest manifest, string fault, Exception? cause = null) =>
        new($"{manifest.Model} {manifest.Version} can't be served: {fault.TrimEnd('.')}. Train it again, or promote another version.", cause);
}

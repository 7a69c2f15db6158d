using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Models;

namespace PhotoScore.Functions.Predictions;

/// <summary>A model version ready to answer. Shared by requests; the session goes when the last of them lets go.</summary>
internal sealed class LoadedModel
{
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

    /// <summary>Loads a network and checks that it is the one of the manifest; held once.</summary>
    /// <exception cref="InvalidDataException">It is another one, or does not answer as the contract says.</exception>
    public static LoadedModel Load(ModelManifest manifest, ReadOnlyMemory<byte> onnx)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(onnx.Span));
        if (sha256 != manifest.OnnxSha256)
            throw Damaged(manifest, $"model.onnx has SHA-256 {sha256}, its manifest says {manifest.OnnxSha256}");
        if (manifest.Geometry.Faults() is { Count: > 0 } faults)
            throw Damaged(manifest, $"its geometry can't be used: {string.Join(" ", faults)}");

        // Requests run side by side, each on one thread: threads inside a run would only fight over the same cores.
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        var session = new InferenceSession(onnx.ToArray(), options);
        if (FaultOf(session, manifest) is { } fault)
        {
            session.Dispose();
            throw Damaged(manifest, fault);
        }
        return new(manifest, session);
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
        if (Interlocked.Decrement(ref _holders) == 0)
            Session.Dispose();
    }

    private static string? FaultOf(InferenceSession session, ModelManifest manifest)
    {
        if (!session.InputMetadata.TryGetValue("image", out var image) || image.ElementType != typeof(byte) || image.Dimensions.Length != 4)
            return "the network takes no 'image' of uint8 [N, H, W, 3]";
        if (!session.OutputMetadata.TryGetValue("probabilities", out var output) || output.ElementType != typeof(float))
            return "the network gives no 'probabilities' of float [N, classes]";
        return output.Dimensions is [_, var classes] && (classes < 0 || classes == manifest.Classes.Count)
            ? null
            : $"the network does not give one probability for each of {manifest.Classes.Count} classes";
    }

    private static InvalidDataException Damaged(ModelManifest manifest, string fault) =>
        new($"{manifest.Model} {manifest.Version} can't be served: {fault}. Train it again, or promote another version.");
}

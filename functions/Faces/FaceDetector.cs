using System.Buffers;
using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Faces;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Faces;

/// <summary>Finds faces in photos. One serves all threads; disposing it closes the session.</summary>
internal abstract class FaceDetector : IDisposable
{
    private const int UnnamedSide = 640;
    private static readonly string[] Inputs = ["input"];

    private readonly InferenceSession _session;
    private readonly string[] _outputs;

    protected FaceDetector(InferenceSession session, string sha256, params string[] outputs)
    {
        _session = session;
        _outputs = outputs;
        Sha256 = sha256;
        // Files that fix no size take any multiple of the largest stride.
        int[] shape = session.InputMetadata["input"].Dimensions;
        Height = shape[2] > 0 ? shape[2] : UnnamedSide;
        Width = shape[3] > 0 ? shape[3] : UnnamedSide;
    }

    /// <summary>Lowercase hex of the file.</summary>
    public string Sha256 { get; }

    /// <summary>Columns of the network's input.</summary>
    public int Width { get; }

    /// <summary>Rows of the network's input.</summary>
    public int Height { get; }

    /// <summary>Loads a network.</summary>
    /// <exception cref="InvalidDataException">It is not the file of that hash, or not a network of that kind.</exception>
    public static FaceDetector Load(FaceModelKind kind, byte[] onnx, string sha256)
    {
        var actual = Convert.ToHexStringLower(SHA256.HashData(onnx));
        if (!actual.Equals(sha256, StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException($"The face detector's file has SHA-256 {actual}, Faces:Sha256 says {sha256}. Configure the file and its own hash.");
        InferenceSession? session = null;
        try
        {
            session = Open(onnx);
            Check(session, kind);
            return kind == FaceModelKind.YuNet ? new YuNetDetector(session, actual) : new UltraLightDetector(session, actual);
        }
        catch (Exception e) when (e is OnnxRuntimeException or InvalidDataException)
        {
            session?.Dispose();
            throw new InvalidDataException($"The face detector's file is no {kind} network: {e.Message} Configure Faces:Kind and Faces:Model together.", e);
        }
    }

    /// <summary>The faces of a photo, the most confident first.</summary>
    /// <param name="photo">Upright RGB; it is left as it is.</param>
    /// <param name="minConfidence">Faces below this are left out.</param>
    public IReadOnlyList<FaceBox> Detect(Pixels photo, float minConfidence)
    {
        var length = 3 * Width * Height;
        var buffer = ArrayPool<float>.Shared.Rent(length);
        try
        {
            var scale = Prepare(photo, buffer.AsSpan(0, length));
            using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, length), [1, 3, Height, Width]);
            using var run = new RunOptions();
            using var outputs = _session.Run(run, Inputs, [input], _outputs);
            return Decode(photo, scale, outputs, minConfidence);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    public void Dispose() => _session.Dispose();

    /// <summary>Fills the input; gives by how much boxes in it are to be enlarged.</summary>
    protected abstract float Prepare(Pixels photo, Span<float> input);

    /// <summary>What the network's outputs say.</summary>
    protected abstract IReadOnlyList<FaceBox> Decode(Pixels photo, float scale, IReadOnlyList<OrtValue> outputs, float minConfidence);

    private static InferenceSession Open(byte[] onnx)
    {
        // As for predictions: photos are looked at side by side, each on one thread.
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            // These files name their weights as inputs too, which is worth a warning to nobody here.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return new InferenceSession(onnx, options);
    }

    private static void Check(InferenceSession session, FaceModelKind kind)
    {
        if (!session.InputMetadata.TryGetValue("input", out var input) || input.ElementType != typeof(float) || input.Dimensions is not [_, 3, _, _])
            throw new InvalidDataException("It takes no 'input' of float [1, 3, H, W].");
        var needed = kind == FaceModelKind.YuNet ? YuNetDetector.OutputNames : UltraLightDetector.OutputNames;
        if (needed.Where(name => !session.OutputMetadata.ContainsKey(name)).ToList() is { Count: > 0 } missing)
            throw new InvalidDataException($"It gives no {string.Join(", ", missing)}.");
    }
}

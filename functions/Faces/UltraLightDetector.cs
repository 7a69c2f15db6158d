using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Faces;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Faces;

/// <summary>RFB-320 as it is published: <c>scores</c> and decoded <c>boxes</c>.</summary>
internal sealed class UltraLightDetector(InferenceSession session, string sha256) : FaceDetector(session, sha256, OutputNames)
{
    public static readonly string[] OutputNames = ["scores", "boxes"];

    protected override float Prepare(Pixels photo, Span<float> input)
    {
        UltraLight.Prepare(photo, Width, Height, input);
        return 1;
    }

    protected override IReadOnlyList<FaceBox> Decode(Pixels photo, float scale, IReadOnlyList<OrtValue> outputs, float minConfidence)
    {
        ReadOnlySpan<float> scores = outputs[0].GetTensorDataAsSpan<float>(), boxes = outputs[1].GetTensorDataAsSpan<float>();
        return NonMaximumSuppression.Keep(UltraLight.Decode(scores, boxes, photo.Width, photo.Height, minConfidence), UltraLight.MaxOverlap);
    }
}

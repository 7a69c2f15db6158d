using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Faces;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Faces;

/// <summary>YuNet, the 2023 form with three grids (<c>cls_8</c>, <c>obj_8</c>, <c>bbox_8</c>, …). Its landmarks are not asked for.</summary>
internal sealed class YuNetDetector(InferenceSession session, string sha256) : FaceDetector(session, sha256, OutputNames)
{
    public static readonly string[] OutputNames = [.. YuNet.Strides.SelectMany(stride => (string[])[$"cls_{stride}", $"obj_{stride}", $"bbox_{stride}"])];

    protected override float Prepare(Pixels photo, Span<float> input) => YuNet.Prepare(photo, Width, Height, input);

    protected override IReadOnlyList<FaceBox> Decode(Pixels photo, float scale, IReadOnlyList<OrtValue> outputs, float minConfidence)
    {
        var faces = new List<FaceBox>();
        foreach (var (grid, stride) in YuNet.Strides.Index())
        {
            faces.AddRange(YuNet.Decode(stride, Width / stride, Numbers(0), Numbers(1), Numbers(2), minConfidence));

            ReadOnlySpan<float> Numbers(int output) => outputs[(3 * grid) + output].GetTensorDataAsSpan<float>();
        }
        return [.. NonMaximumSuppression.Keep(faces, YuNet.MaxOverlap).Select(face => face.Scaled(scale))];
    }
}

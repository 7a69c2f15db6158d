using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;

namespace PhotoScore.Core.Faces;

/// <summary>
/// What stands before and after the networks of Ultra-Light-Fast-Generic-Face-Detector-1MB (Linzaer, MIT), RFB-320 among them, as the
/// project's detect_imgs_onnx.py computes it: the photo is squashed to the input, (value - 127) / 128, red first. The published ONNX files
/// hold the priors and variances in their own graph, so the boxes that come out are corners in shares of the photo's sides.
/// </summary>
public static class UltraLight
{
    /// <summary>The overlap that the reference's own prediction on files allows two faces.</summary>
    public const float MaxOverlap = 0.5f;

    /// <summary>Writes a photo as the network's input: planes of red, green and blue, about -1 to 1. The aspect ratio is given up.</summary>
    /// <param name="photo">Upright RGB.</param>
    /// <param name="width">Columns of the input.</param>
    /// <param name="height">Rows of the input.</param>
    /// <param name="input">3 * height * width numbers.</param>
    public static void Prepare(Pixels photo, int width, int height, Span<float> input)
    {
        ArgumentNullException.ThrowIfNull(photo);
        using var small = Resampler.Resize(photo, width, height, ResampleFilter.Bilinear);
        var samples = small.Span;
        var plane = width * height;
        for (var pixel = 0; pixel < plane; pixel++)
        {
            for (var channel = 0; channel < 3; channel++)
                input[(channel * plane) + pixel] = (samples[(3 * pixel) + channel] - 127f) / 128f;
        }
    }

    /// <summary>The boxes before suppression, in pixels of the photo.</summary>
    /// <param name="scores">Two numbers a box: background, face.</param>
    /// <param name="boxes">Four numbers a box: left, top, right, bottom in shares of the sides.</param>
    /// <param name="width">The photo's columns.</param>
    /// <param name="height">The photo's rows.</param>
    /// <param name="minConfidence">Boxes below this are left out.</param>
    public static IReadOnlyList<FaceBox> Decode(ReadOnlySpan<float> scores, ReadOnlySpan<float> boxes, int width, int height, float minConfidence)
    {
        var faces = new List<FaceBox>();
        for (var i = 0; i < scores.Length / 2; i++)
        {
            var confidence = scores[(2 * i) + 1];
            if (confidence < minConfidence)
                continue;
            var box = boxes.Slice(4 * i, 4);
            faces.Add(new FaceBox(box[0] * width, box[1] * height, (box[2] - box[0]) * width, (box[3] - box[1]) * height, confidence));
        }
        return faces;
    }
}

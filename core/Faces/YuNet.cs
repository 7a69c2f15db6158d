using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;

namespace PhotoScore.Core.Faces;

/// <summary>
/// What stands before and after the YuNet network (Wu, Peng, Yu: "YuNet: A Tiny Millisecond-level Face Detector", Machine Intelligence
/// Research 20, 2023), as OpenCV's FaceDetectorYN computes it (modules/objdetect/src/face_detect.cpp): no mean, no scale, blue first,
/// padded with black on the right and below.
/// </summary>
public static class YuNet
{
    /// <summary>Pixels between the cells of the three output grids.</summary>
    public static readonly IReadOnlyList<int> Strides = [8, 16, 32];

    /// <summary>The overlap that OpenCV allows two faces.</summary>
    public const float MaxOverlap = 0.3f;

    /// <summary>Writes a photo as the network's input: planes of blue, green and red, 0 to 255. It is shrunk until it fits, never enlarged.</summary>
    /// <param name="photo">Upright RGB.</param>
    /// <param name="width">Columns of the input.</param>
    /// <param name="height">Rows of the input.</param>
    /// <param name="input">3 * height * width numbers.</param>
    /// <returns>By how much a box in the input is to be enlarged to be one in the photo; at least 1.</returns>
    public static float Prepare(Pixels photo, int width, int height, Span<float> input)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var scale = Math.Max(1, Math.Max((float)photo.Width / width, (float)photo.Height / height));
        var (columns, rows) = (Fit(photo.Width, scale, width), Fit(photo.Height, scale, height));
        using var small = Resampler.Resize(photo, columns, rows, ResampleFilter.Bilinear);
        input.Clear();
        var plane = width * height;
        for (var y = 0; y < rows; y++)
        {
            var from = small.Row(y);
            for (var x = 0; x < columns; x++)
            {
                for (var channel = 0; channel < 3; channel++)
                    input[((2 - channel) * plane) + (y * width) + x] = from[(3 * x) + channel];
            }
        }
        return scale;
    }

    /// <summary>The boxes of one of the three grids, before suppression, in pixels of the input.</summary>
    /// <param name="stride">Of <see cref="Strides"/>.</param>
    /// <param name="columns">Cells of a row: the input's width over the stride.</param>
    /// <param name="classes">A number a cell: that it is a face, not background.</param>
    /// <param name="objects">A number a cell: that there is something at all.</param>
    /// <param name="boxes">Four numbers a cell: the centre from the cell's corner in strides, and the logarithm of the size in strides.</param>
    /// <param name="minConfidence">Cells below this are left out.</param>
    public static IReadOnlyList<FaceBox> Decode(
        int stride, int columns, ReadOnlySpan<float> classes, ReadOnlySpan<float> objects, ReadOnlySpan<float> boxes, float minConfidence)
    {
        var faces = new List<FaceBox>();
        for (var cell = 0; cell < classes.Length; cell++)
        {
            var confidence = MathF.Sqrt(Math.Clamp(classes[cell], 0, 1) * Math.Clamp(objects[cell], 0, 1));
            if (confidence < minConfidence)
                continue;
            var box = boxes.Slice(4 * cell, 4);
            var (x, y) = ((cell % columns) + box[0], (cell / columns) + box[1]);
            var (width, height) = (MathF.Exp(box[2]), MathF.Exp(box[3]));
            faces.Add(new FaceBox((x - (width / 2)) * stride, (y - (height / 2)) * stride, width * stride, height * stride, confidence));
        }
        return faces;
    }

    private static int Fit(int side, float scale, int most) => Math.Clamp((int)MathF.Round(side / scale), 1, most);
}

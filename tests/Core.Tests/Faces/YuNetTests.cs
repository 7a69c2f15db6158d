using PhotoScore.Core.Faces;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Tests.Faces;

public sealed class YuNetTests
{
    [Fact]
    public void Decode_cell_gives_its_box_in_pixels_of_the_input()
    {
        // A grid of 3 columns; cell 4 is row 1, column 1. Centre (1 + 0.5, 1 + 0.25) strides, size (2, 4) strides.
        float[] classes = new float[6], objects = new float[6], boxes = new float[24];
        (classes[4], objects[4]) = (0.81f, 0.64f);
        new[] { 0.5f, 0.25f, MathF.Log(2), MathF.Log(4) }.CopyTo(boxes, 16);

        var face = Assert.Single(YuNet.Decode(stride: 8, columns: 3, classes, objects, boxes, 0.5f));

        Assert.Equal(0.72f, face.Confidence, 1e-6f);
        Assert.Equal((4f, -6f), (face.Left, face.Top));
        Assert.Equal((16f, 32f), (face.Width, face.Height));
    }

    [Fact]
    public void Decode_scores_outside_their_range_are_clamped()
    {
        var face = Assert.Single(YuNet.Decode(8, 2, [1.5f, -0.5f], [2f, 1f], new float[8], 0.1f));

        Assert.Equal(1, face.Confidence);
    }

    [Fact]
    public void Prepare_small_photo_keeps_its_size_and_stands_in_the_corner_blue_first()
    {
        using var photo = Pixels.From([10, 20, 30, 40, 50, 60], 2, 1);
        var input = Enumerable.Repeat(-1f, 3 * 4 * 3).ToArray();

        var scale = YuNet.Prepare(photo, width: 4, height: 3, input);

        Assert.Equal(1, scale);
        Assert.Equal([30, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], input[..12]);
        Assert.Equal([20, 50], input[12..14]);
        Assert.Equal([10, 40], input[24..26]);
    }

    [Theory]
    [InlineData(1600, 400, 5f, 320, 80)]
    [InlineData(400, 1600, 5f, 80, 320)]
    [InlineData(1, 9600, 30f, 1, 320)]
    public void Prepare_large_photo_is_shrunk_until_it_fits(int width, int height, float expected, int columns, int rows)
    {
        using var white = new Pixels(width, height);
        white.Span.Fill(255);
        var input = new float[3 * 320 * 320];

        var scale = YuNet.Prepare(white, 320, 320, input);

        Assert.Equal(expected, scale);
        Assert.Equal(columns * rows * 3, input.Count(value => value == 255));
        Assert.Equal(255, input[((rows - 1) * 320) + columns - 1]);
    }
}

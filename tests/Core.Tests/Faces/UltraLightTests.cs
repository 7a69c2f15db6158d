using PhotoScore.Core.Faces;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Tests.Faces;

public sealed class UltraLightTests
{
    [Fact]
    public void Decode_gives_boxes_in_pixels_of_the_photo()
    {
        float[] scores = [0.95f, 0.05f, 0.25f, 0.75f], boxes = [0, 0, 1, 1, 0.25f, 0.5f, 0.75f, 0.625f];

        var face = Assert.Single(UltraLight.Decode(scores, boxes, width: 400, height: 800, 0.5f));

        Assert.Equal(new FaceBox(100, 400, 200, 100, 0.75f), face);
    }

    [Fact]
    public void Prepare_squashes_to_the_input_red_first_about_zero()
    {
        using var photo = new Pixels(50, 9);
        for (var i = 0; i < photo.Span.Length; i += 3)
            (photo.Span[i], photo.Span[i + 1], photo.Span[i + 2]) = (255, 127, 63);
        var input = new float[3 * 4 * 2];

        UltraLight.Prepare(photo, width: 4, height: 2, input);

        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, -0.5f, -0.5f, -0.5f, -0.5f, -0.5f, -0.5f, -0.5f, -0.5f], input);
    }
}

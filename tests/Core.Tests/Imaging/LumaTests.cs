using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Tests.Imaging;

public sealed class LumaTests
{
    [Fact]
    public void Of_any_width_equals_the_pixel_by_pixel_formula()
    {
        var random = new Random(1);
        for (var width = 1; width <= 80; width++)
        {
            var samples = new byte[width * 3 * 3];
            random.NextBytes(samples);
            using var rgb = Pixels.From(samples, width, 3);
            var expected = new byte[width * 3];
            Luma.Convert(samples, expected);

            using var grey = Luma.Of(rgb);

            Assert.Equal(expected, grey.Span.ToArray());
        }
    }
}

using CsCheck;
using PhotoScore.Core.Faces;

namespace PhotoScore.Core.Tests.Faces;

public sealed class FaceBoxTests
{
    [Theory]
    [InlineData(0, 0, 2, 2, 1)]
    [InlineData(1, 0, 2, 2, 2 / 6.0)]
    [InlineData(1, 1, 2, 2, 1 / 7.0)]
    [InlineData(0, 0, 1, 1, 1 / 4.0)]
    [InlineData(2, 0, 2, 2, 0)]
    [InlineData(5, 5, 1, 1, 0)]
    [InlineData(1, 1, 0, 0, 0)]
    public void IntersectionOverUnion_with_a_box_of_two_by_two_at_the_origin(float left, float top, float width, float height, double expected) =>
        Assert.Equal(expected, new FaceBox(0, 0, 2, 2, 1).IntersectionOverUnion(new FaceBox(left, top, width, height, 1)), 1e-6);

    [Fact]
    public void IntersectionOverUnion_is_symmetric_and_keeps_when_both_are_scaled() =>
        Gen.Select(Some.Box, Some.Box).Sample((a, b) =>
        {
            var overlap = a.IntersectionOverUnion(b);
            Assert.InRange(overlap, 0, 1.00001);
            Assert.Equal(overlap, b.IntersectionOverUnion(a), 1e-5f);
            Assert.Equal(overlap, a.Scaled(4).IntersectionOverUnion(b.Scaled(4)), 1e-4f);
        });
}

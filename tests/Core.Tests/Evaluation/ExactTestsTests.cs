using PhotoScore.Core.Evaluation;

namespace PhotoScore.Core.Tests.Evaluation;

/// <summary>Expected numbers are those of SciPy 1.10.</summary>
public sealed class ExactTestsTests
{
    [Theory]
    [InlineData(7, 10, 0.5, 0.34375)]
    [InlineData(3, 15, 0.1, 0.18406106910639106)]
    [InlineData(41, 100, 1.0 / 3, 0.111700505811338)]
    [InlineData(620, 1000, 0.55, 8.344664571954134e-06)]
    [InlineData(0, 5, 0.5, 0.0625)]
    [InlineData(96, 100, 0.9, 0.044309892808776945)]
    public void Binomial_equals_another_library(int right, int photos, double expected, double pValue)
    {
        var test = ExactTests.Binomial(right, photos, expected);

        Assert.Equal(pValue, test.PValue, tolerance: pValue * 1e-8);
        Assert.Equal(pValue < 0.001, test.Significant);
    }

    [Fact]
    public void Binomial_far_fewer_right_than_by_luck_is_improbable_but_no_success() =>
        Assert.False(ExactTests.Binomial(10, 1000, 0.5).Significant);

    [Theory]
    [InlineData(5, 15, 0.04138946533203125)]
    [InlineData(15, 5, 0.04138946533203125)]
    [InlineData(0, 6, 0.03125)]
    [InlineData(10, 10, 1)]
    [InlineData(0, 0, 1)]
    [InlineData(1, 9, 0.021484375)]
    public void McNemar_equals_another_library(int onlyFirst, int onlySecond, double pValue) =>
        Assert.Equal(pValue, ExactTests.McNemar(onlyFirst, onlySecond), precision: 12);
}

using PhotoScore.Core.Models;

namespace PhotoScore.Core.Tests.Models;

public sealed class ModelAbstentionTests
{
    private static readonly ModelAbstention Band = new() { MaxErrorRate = 0.1, Low = 0.25, High = 0.75, Coverage = 0.5, ErrorRate = 0 };

    [Theory]
    [InlineData(0.2f, false)]
    [InlineData(0.25f, true)]
    [InlineData(0.5f, true)]
    [InlineData(0.75f, false)]
    [InlineData(1f, false)]
    public void Abstains_from_the_lower_end_to_below_the_upper_one(float probability, bool abstains) =>
        Assert.Equal(abstains, Band.Abstains([1 - probability, probability]));

    [Fact]
    public void Effect_counts_what_is_answered_and_what_of_that_is_wrong()
    {
        // Answered: right, wrong, right; left: one that would be right, one that would be wrong.
        var photos = Evaluation.Some.Binary((0.9f, 1), (0.1f, 1), (0.1f, 0), (0.6f, 1), (0.3f, 1));

        var effect = AbstentionEffect.Of(Band, photos, seed: 1);

        Assert.Equal((3, 0.6, 1.0 / 3), (effect.Answered, effect.Coverage.Value, effect.ErrorRate!.Value));
        Assert.InRange(effect.Coverage.Low, 0, 0.6);
        Assert.InRange(effect.ErrorRate.High, 1.0 / 3, 1);
    }

    [Fact]
    public void Effect_without_any_answer_has_no_error_rate()
    {
        var effect = AbstentionEffect.Of(Band with { Low = 0, High = 2 }, Evaluation.Some.Binary((0.9f, 1), (0.1f, 0)), seed: 1);

        Assert.Equal((0, 0.0, null), (effect.Answered, effect.Coverage.Value, effect.ErrorRate));
    }
}

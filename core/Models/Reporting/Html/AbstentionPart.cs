using System.Globalization;
using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary>What a model leaves to a person, and how well it answers the rest.</summary>
internal static class AbstentionPart
{
    /// <summary>Nothing for a model without a band.</summary>
    public static Markup Of(ModelManifest model) => model.Abstention is not { } band ? Markup.Empty : Markup.Of(
        $"""
        <h3>Left to a person <small>{Words(model, band)}</small></h3>
        {Parts.Table(["Split", "Answered", "Share of photos", "Wrong of those answered"], Rows(model))}
        <p class="note">Chosen on the validation split so that at most {Figures.Share(band.MaxErrorRate)} of what is answered there is wrong; on other photos it may be more. A photo that is left is still given a class, and marked.</p>
        """);

    /// <summary>Which photos are left, in words.</summary>
    public static string Words(ModelManifest model, ModelAbstention band) => band switch
    {
        { Coverage: 0 } => "all photos",
        { LeastProbability: { } least } => string.Create(CultureInfo.InvariantCulture, $"photos whose most probable class has less than {least:0.###}"),
        { Low: var low, High: var high } when low == high => "no photo",
        { Low: var low, High: var high } =>
            string.Create(CultureInfo.InvariantCulture, $"photos whose probability of '{model.Classes[1]}' is from {low:0.###} to below {Math.Min(1, high ?? 1):0.###}"),
    };

    private static IEnumerable<IReadOnlyList<Markup>> Rows(ModelManifest model)
    {
        foreach (var (split, effect) in new[] { ("validation", model.Validation.Abstention), ("test", model.Test.Abstention) })
        {
            if (effect is not null)
                yield return [Parts.Of(split), Parts.Count(effect.Answered), Ranged(effect.Coverage), Ranged(effect.ErrorRate)];
        }
    }

    private static Markup Ranged(Estimate? estimate) => estimate is null
        ? Parts.Of("–")
        : Markup.Of($"{Figures.Share(estimate.Value)} <small>{Figures.Interval(estimate.Low, estimate.High)}</small>");
}

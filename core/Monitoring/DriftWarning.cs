using System.Globalization;

namespace PhotoScore.Core.Monitoring;

/// <summary>Something that a person should know about what a model is served.</summary>
/// <param name="Level">A notice or a warning.</param>
/// <param name="Kind"><c>probabilities</c>, <c>embeddings</c> or <c>input</c>.</param>
/// <param name="Of">The day, or <c>total</c>.</param>
/// <param name="Value">The number that is too large.</param>
/// <param name="Message">What it means.</param>
/// <param name="Advice">What to do.</param>
public sealed record DriftWarning(DriftLevel Level, string Kind, string Of, double Value, string Message, string Advice);

/// <summary>Turns a comparison into words.</summary>
public static class DriftWarnings
{
    private static readonly string[] Channels = ["red", "green", "blue"];

    /// <summary>Everything that asks for a look; a difference that chance gives as well does not. Sizes of photos are told and never warned of: the network sees all photos at one size.</summary>
    /// <param name="comparison">Of enough photos.</param>
    /// <param name="of">The day, or <c>total</c>.</param>
    public static IEnumerable<DriftWarning> Of(DriftComparison comparison, string of)
    {
        if (comparison.StabilityIndex.Count > 0 && comparison.StabilityIndex.MaxBy(pair => pair.Value) is var (name, index)
            && Level(index, comparison.StabilityIndexByChance, PopulationStability.Notice, PopulationStability.Warning) is { } probabilities)
        {
            yield return new(
                probabilities, "probabilities", of, index,
                $"The probabilities of '{name}' are not distributed as on the validation split: population stability index {Show(index)}.",
                "Look at a sample of what is served, and label some of it. If the model is right about it, the mix of photos changed: choose the threshold for the new one. If it is wrong, add such photos to the dataset and train again.");
        }
        if (comparison.EmbeddingShift is { } embedding && Level(embedding, comparison.ShiftByChance, MeanShift.Notice, MeanShift.Warning) is { } embeddings)
        {
            yield return new(
                embeddings, "embeddings", of, embedding,
                $"The mean embedding lies {Show(embedding)} standard deviations from that of the validation split.",
                "The network is shown something else than it learned from. Add such photos to the dataset and train again.");
        }
        foreach (var (channel, shift) in comparison.ChannelShifts.Index())
        {
            if (shift is { } moved && Level(Math.Abs(moved), comparison.ShiftByChance, MeanShift.Notice, MeanShift.Warning) is { } input)
            {
                yield return new(
                    input, "input", of, moved,
                    $"Photos have {(moved < 0 ? "less" : "more")} {Channels[channel]} than on the validation split: {Show(Math.Abs(moved))} standard deviations.",
                    "Check how photos reach the model: another camera, exposure, colour space or crop. If it is to stay, train with such photos, or with colour augmentation.");
            }
        }
    }

    private static DriftLevel? Level(double value, double byChance, double notice, double warning) => value <= byChance ? null
        : value > warning ? DriftLevel.Warning
        : value > notice ? DriftLevel.Notice
        : null;

    private static string Show(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}

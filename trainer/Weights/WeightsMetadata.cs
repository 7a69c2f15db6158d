using System.Globalization;
using PhotoScore.Trainer.Architectures;

namespace PhotoScore.Trainer.Weights;

/// <summary>What a file of weights says of itself.</summary>
/// <param name="Normalization">What was done to pixels when the weights were trained; null when it does not say.</param>
/// <param name="License">Its licence; null when it does not say.</param>
/// <param name="Source">Where it comes from; null when it does not say.</param>
internal sealed record WeightsMetadata(PixelNormalization? Normalization, string? License, string? Source)
{
    private const int MostCharacters = 500;

    /// <summary>Says nothing, as <c>torch.save</c>'s files do.</summary>
    public static WeightsMetadata None { get; } = new(null, null, null);

    /// <summary>Reads <c>mean</c> and <c>std</c> (three numbers each, comma between), <c>license</c> or <c>licence</c>, and <c>source</c>.</summary>
    /// <exception cref="InvalidDataException">Mean or deviation is something else.</exception>
    public static WeightsMetadata Read(IReadOnlyDictionary<string, string> metadata) =>
        new(Moments(metadata), Text(metadata, "license") ?? Text(metadata, "licence"), Text(metadata, "source"));

    private static PixelNormalization? Moments(IReadOnlyDictionary<string, string> metadata)
    {
        var (mean, deviation) = (Colours(metadata, "mean"), Colours(metadata, "std"));
        if (mean is null && deviation is null)
            return null;
        try
        {
            return new PixelNormalization(mean ?? default, deviation ?? new Rgb(1, 1, 1));
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"The weights' metadata says how pixels are normalised, but not so that it can be done: {e.Message}", e);
        }
    }

    private static Rgb? Colours(IReadOnlyDictionary<string, string> metadata, string name)
    {
        if (!metadata.TryGetValue(name, out var text))
            return null;
        var numbers = text.Trim('[', ']', '(', ')', ' ').Split(',')
            .Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)
            .ToArray();
        return numbers is [var red, var green, var blue] && numbers.All(double.IsFinite)
            ? new Rgb(red, green, blue)
            : throw new InvalidDataException($"The weights' metadata has '{name}': three numbers belong there, for red, green and blue from 0 to 1, such as 0.485,0.456,0.406.");
    }

    // Goes into model.json and a page: one line, not a book.
    private static string? Text(IReadOnlyDictionary<string, string> metadata, string name)
    {
        var text = string.Join(' ', metadata.GetValueOrDefault(name, "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length switch { 0 => null, > MostCharacters => text[..MostCharacters], _ => text };
    }
}

using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Core.Models;

/// <summary>A published model's answer to one photo of the validation or test split.</summary>
/// <param name="Key">The photo's key in the dataset.</param>
/// <param name="Split">The split that it belongs to.</param>
/// <param name="Label">Its true class.</param>
/// <param name="Answer">The class that was answered.</param>
/// <param name="Probabilities">One probability a class.</param>
public sealed record Prediction(string Key, Split Split, int Label, int Answer, IReadOnlyList<float> Probabilities);

/// <summary><c>predictions.parquet</c>: columns key, split, label, answer, and <c>probability.{class}</c> for each class; sorted by key.</summary>
public static class PredictionsTable
{
    /// <summary>Writes the answers.</summary>
    public static Task WriteAsync(
        Stream stream, IReadOnlyList<string> classes, IReadOnlyList<Prediction> predictions, CancellationToken cancellation = default)
    {
        Column<Prediction>[] columns =
        [
            new TextColumn<Prediction>("key", row => row.Key),
            new TextColumn<Prediction>("split", row => row.Split.Name()),
            new NumberColumn<Prediction, int>("label", row => row.Label),
            new NumberColumn<Prediction, int>("answer", row => row.Answer),
            .. classes.Select((name, c) => new NumberColumn<Prediction, float>($"probability.{name}", row => row.Probabilities[c])),
        ];
        return TableFile.WriteAsync(stream, columns, SortedRows.ByKey(predictions, row => row.Key), null, cancellation);
    }

    /// <summary>Reads the answers in the order of keys, a group of rows at a time.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="classes">The model's classes, in their order.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static IAsyncEnumerable<Prediction> ReadAsync(Stream stream, IReadOnlyList<string> classes, CancellationToken cancellation = default) =>
        TableFile.ReadAsync(stream, group => ReadGroupAsync(group, classes), cancellation);

    private static async Task<IReadOnlyList<Prediction>> ReadGroupAsync(RowGroup group, IReadOnlyList<string> classes)
    {
        var keys = await group.TextAsync("key");
        var splits = await group.TextAsync("split");
        var labels = await group.NumbersAsync<int>("label");
        var answers = await group.NumbersAsync<int>("answer");
        var probabilities = new List<float[]>();
        foreach (var name in classes)
            probabilities.Add(await group.NumbersAsync<float>($"probability.{name}"));
        return [.. keys.Select((key, i) => new Prediction(key, SplitNames.Parse(splits[i]), labels[i], answers[i], [.. probabilities.Select(column => column[i])]))];
    }
}

using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Core.Scorings;

/// <summary>Which columns a scoring's parts have; all parts of one scoring have the same.</summary>
/// <param name="Classes">The model's classes, in their order.</param>
/// <param name="OfDataset">Whether photos are a dataset's, which knows their split and label.</param>
/// <param name="Abstains">Whether the model has a band that it abstains from.</param>
/// <param name="Embeddings">Whether embeddings are wanted.</param>
public sealed record ScoringColumns(IReadOnlyList<string> Classes, bool OfDataset, bool Abstains, bool Embeddings);

/// <summary>
/// <c>part-00000.parquet</c>, …: columns <c>name</c> (the blob's; of a dataset's photo <c>key</c>, and then <c>split</c> and <c>label</c>), class,
/// <c>probability.{class}</c> for each class, <c>abstain</c> where the model has a band, errorCode and errorMessage (both null for an answer), and where asked for
/// <c>embedding</c>, a list of float32. One row a photo, in the order of the names, or of the dataset's shards.
/// </summary>
public static class ScoringTable
{
    /// <summary>Writes one part, a row group.</summary>
    /// <param name="stream">Receives the file.</param>
    /// <param name="layout">The columns.</param>
    /// <param name="photos">The rows, in their order.</param>
    /// <param name="notes">Written into the file's metadata: which model version answered.</param>
    /// <param name="cancellation">Stops the writing.</param>
    public static Task WriteAsync(
        Stream stream, ScoringColumns layout, IReadOnlyList<ScoredPhoto> photos, IReadOnlyDictionary<string, string> notes, CancellationToken cancellation = default) =>
        TableFile.WriteGroupsAsync(stream, [.. Columns(layout)], [photos], notes, cancellation);

    private static IEnumerable<Column<ScoredPhoto>> Columns(ScoringColumns layout)
    {
        yield return new TextColumn<ScoredPhoto>(layout.OfDataset ? "key" : "name", row => row.Name);
        if (layout.OfDataset)
        {
            yield return new TextColumn<ScoredPhoto>("split", row => row.Split);
            yield return new TextColumn<ScoredPhoto>("label", row => row.Label);
        }
        yield return new TextColumn<ScoredPhoto>("class", row => row.Class, nullable: true);
        foreach (var (c, name) in layout.Classes.Index())
            yield return new NullableNumberColumn<ScoredPhoto, float>($"probability.{name}", row => row.Probabilities?[c]);
        if (layout.Abstains)
            yield return new NullableNumberColumn<ScoredPhoto, bool>("abstain", row => row.Abstain);
        yield return new TextColumn<ScoredPhoto>("errorCode", row => row.ErrorCode, nullable: true);
        yield return new TextColumn<ScoredPhoto>("errorMessage", row => row.ErrorMessage, nullable: true);
        if (layout.Embeddings)
            yield return new FloatListColumn<ScoredPhoto>("embedding", row => row.Embedding);
    }
}

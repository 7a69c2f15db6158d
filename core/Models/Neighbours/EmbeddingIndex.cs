using System.Numerics.Tensors;

namespace PhotoScore.Core.Models.Neighbours;

/// <summary>A photo near to another one.</summary>
/// <param name="Key">Its key in the dataset.</param>
/// <param name="Label">Its class, by the model's order.</param>
/// <param name="Distance">1 - cosine of both embeddings: 0 for the same direction, 1 for perpendicular ones, 2 for opposite ones.</param>
public sealed record NearPhoto(string Key, int Label, double Distance);

/// <summary>Finds the nearest embeddings by looking at all of them: exact, and quick enough for as many as a model publishes.</summary>
public sealed class EmbeddingIndex
{
    private readonly string[] _keys;
    private readonly int[] _labels;
    private readonly Half[] _values;
    private readonly float[] _scales;
    private readonly int _length;

    private EmbeddingIndex(string[] keys, int[] labels, Half[] values, int length)
    {
        (_keys, _labels, _values, _length) = (keys, labels, values, length);
        // Rounding to float16 changes lengths more than directions: without this, others come out nearer than the photo itself.
        _scales = new float[keys.Length];
        var row = new float[length];
        for (var photo = 0; photo < keys.Length; photo++)
        {
            TensorPrimitives.ConvertToSingle(Row(photo), row);
            _scales[photo] = TensorPrimitives.Norm<float>(row) is > 0 and var norm ? 1 / norm : 0;
        }
    }

    /// <summary>How many photos.</summary>
    public int Count => _keys.Length;

    /// <summary>Takes the rows of a table.</summary>
    /// <param name="rows">Sorted by key.</param>
    /// <param name="length">Numbers of an embedding.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="InvalidDataException">A row has another length, or there are more rows than a model publishes.</exception>
    public static async Task<EmbeddingIndex> LoadAsync(IAsyncEnumerable<EmbeddingRow> rows, int length, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var (keys, labels, values) = (new List<string>(), new List<int>(), new List<Half[]>());
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            if (row.Embedding.Length != length)
                throw new InvalidDataException($"The embedding of {row.Key} has {row.Embedding.Length} numbers, the model's have {length}.");
            if (keys.Count == EmbeddingsTable.MostPhotos)
                throw new InvalidDataException($"There are more than {EmbeddingsTable.MostPhotos} embeddings.");
            keys.Add(row.Key);
            labels.Add(row.Label);
            values.Add(row.Embedding);
        }

        // One block: the search reads it from one end to the other.
        var block = new Half[(long)keys.Count * length];
        for (var i = 0; i < values.Count; i++)
            values[i].CopyTo(block.AsSpan(i * length));
        return new([.. keys], [.. labels], block, length);
    }

    /// <summary>The nearest photos, the nearest first; of equally near ones those whose keys sort first.</summary>
    /// <param name="embedding">As the network gives it.</param>
    /// <param name="count">How many; fewer when there are not so many.</param>
    public IReadOnlyList<NearPhoto> Nearest(ReadOnlySpan<float> embedding, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (embedding.Length != _length)
            throw new ArgumentException($"The embedding has {embedding.Length} numbers, those of the index have {_length}.", nameof(embedding));

        var unit = new float[_length];
        UnitVector.Of(embedding, unit);
        var row = new float[_length];
        var best = new List<(float Distance, int Photo)>(count + 1);
        for (var photo = 0; photo < _keys.Length; photo++)
        {
            TensorPrimitives.ConvertToSingle(Row(photo), row);
            var distance = 1 - (TensorPrimitives.Dot(unit, row) * _scales[photo]);
            if (best.Count == count && distance >= best[^1].Distance)
                continue;
            var place = best.FindIndex(other => distance < other.Distance);
            best.Insert(place < 0 ? best.Count : place, (distance, photo));
            if (best.Count > count)
                best.RemoveAt(count);
        }
        return [.. best.Select(near => new NearPhoto(_keys[near.Photo], _labels[near.Photo], Math.Clamp(near.Distance, 0, 2)))];
    }

    private ReadOnlySpan<Half> Row(int photo) => _values.AsSpan(photo * _length, _length);
}

using PhotoScore.Core.Datasets.Statistics;

namespace PhotoScore.Core.Datasets.Tables;

/// <summary>The six columns of a photo's moments; null for a row without a photo.</summary>
internal static class MomentColumns
{
    private static readonly (string Name, Func<PhotoMoments, double> Value)[] All =
    [
        ("redMean", moments => moments.RedMean), ("greenMean", moments => moments.GreenMean), ("blueMean", moments => moments.BlueMean),
        ("redVariance", moments => moments.RedVariance), ("greenVariance", moments => moments.GreenVariance), ("blueVariance", moments => moments.BlueVariance),
    ];

    public static IEnumerable<Column<TRow>> Of<TRow>(Func<TRow, PhotoMoments?> moments) =>
        All.Select(column => new NullableNumberColumn<TRow, double>(column.Name, row => moments(row) is { } value ? column.Value(value) : null));

    public static async Task<Func<int, PhotoMoments>> ReadAsync(RowGroup group)
    {
        var values = new double?[All.Length][];
        for (var i = 0; i < values.Length; i++)
            values[i] = await group.OptionalNumbersAsync<double>(All[i].Name);
        return row => new PhotoMoments(
            values[0][row]!.Value, values[1][row]!.Value, values[2][row]!.Value, values[3][row]!.Value, values[4][row]!.Value, values[5][row]!.Value);
    }
}

using Parquet;
using Parquet.Schema;

namespace PhotoScore.Core.Datasets.Tables;

/// <summary>A column of lists of float32, as the field's tools know them (<c>LIST</c> with a required element); some rows lack theirs.</summary>
internal sealed class FloatListColumn<TRow> : Column<TRow>
{
    // Definition levels of an optional list of required elements; repetition levels say whether an element goes on with a list.
    private const int NoList = 0;
    private const int EmptyList = 1;
    private const int Element = 2;

    private readonly Func<TRow, IReadOnlyList<float>?> _value;

    public FloatListColumn(string name, Func<TRow, IReadOnlyList<float>?> value)
        : this(new ListField(name, new DataField("element", typeof(float), false)), value)
    {
    }

    private FloatListColumn(ListField list, Func<TRow, IReadOnlyList<float>?> value)
        : base((DataField)list.Item, list) => _value = value;

    public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows, CancellationToken cancellation)
    {
        var lists = rows.Select(_value).ToList();
        var values = new float[lists.Sum(list => list?.Count ?? 0)];
        var entries = lists.Sum(list => Math.Max(1, list?.Count ?? 0));
        var (definitions, repetitions) = (new int[entries], new int[entries]);
        var (value, entry) = (0, 0);
        foreach (var list in lists)
        {
            if (list is null or { Count: 0 })
            {
                definitions[entry++] = list is null ? NoList : EmptyList;
                continue;
            }
            for (var i = 0; i < list.Count; i++)
            {
                (definitions[entry], repetitions[entry]) = (Element, i == 0 ? 0 : 1);
                values[value++] = list[i];
                entry++;
            }
        }
        return group.WriteAllPartsAsync<float>(Field, values, definitions, repetitions, cancellation);
    }
}

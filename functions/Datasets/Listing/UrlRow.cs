using System.Globalization;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Functions.Datasets.Listing;

/// <summary>Gathers one row of a table, value by value.</summary>
/// <param name="source">Names the columns.</param>
internal sealed class UrlRow(UrlsSource source)
{
    private readonly SortedDictionary<string, double> _metrics = new(StringComparer.Ordinal);
    private string? _url;
    private string? _id;
    private string? _author;
    private string? _label;

    /// <summary>Takes a value: one of the named columns, or a metric if it is a number; other text is of no use here.</summary>
    public void Add(string column, string value)
    {
        if (!AddText(column, value)
            && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            _metrics[column] = number;
        }
    }

    /// <summary>The row; a row without a URL is listed with an empty one, so that the ledger tells of it.</summary>
    /// <param name="number">The row's number, from 1, which names a row that names itself by nothing else.</param>
    public UrlItem ToItem(int number) => new()
    {
        Url = _url ?? "",
        Id = _id ?? (_url is null ? string.Create(CultureInfo.InvariantCulture, $"row-{number}") : null),
        Author = _author,
        Label = _label,
        Metrics = _metrics,
    };

    private bool AddText(string column, string value)
    {
        var text = value.Length == 0 ? null : value;
        if (column == source.UrlColumn)
            _url = text;
        else if (column == source.IdColumn)
            _id = text;
        else if (column == source.AuthorColumn)
            _author = text;
        else if (column == source.LabelColumn)
            _label = text;
        else
            return false;
        return true;
    }
}

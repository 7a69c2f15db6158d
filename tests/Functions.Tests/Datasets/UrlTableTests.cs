using System.Text;
using Parquet;
using Parquet.Schema;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Datasets.Listing;

namespace PhotoScore.Functions.Tests.Datasets;

public sealed class UrlTableTests
{
    private const string One = "http://a.example/1.jpg";
    private const string Two = "http://a.example/2.jpg";

    [Fact]
    public async Task ReadAsync_csv_gives_named_columns_and_numbers_as_metrics()
    {
        var items = await ReadAsync(".csv", $"id,url,views,title,author,label\n7,{One},12,a word,ann,yes\n8,{Two},,,,\n");

        Assert.Equal([(One, "7", "ann", "yes"), (Two, "8", null, null)], items.Select(item => (item.Url, item.Id, item.Author, item.Label)));
        Assert.Equal(12, Assert.Single(items[0].Metrics!, metric => metric.Key == "views").Value);
        Assert.Empty(items[1].Metrics!);
    }

    [Fact]
    public async Task ReadAsync_csv_understands_quotes_commas_and_line_breaks()
    {
        var items = await ReadAsync(".csv", $"\uFEFFurl,author\r\n\"{One}?a=1,2\",\"Ann \"\"A\"\"\r\nLee\"\r\n{Two},Bo");

        Assert.Equal([($"{One}?a=1,2", "Ann \"A\"\nLee"), (Two, "Bo")], items.Select(item => (item.Url, item.Author)));
    }

    [Theory]
    [InlineData("link\nhttp://a.example/1.jpg\n", "urlColumn")]
    [InlineData("url\nhttp://a.example/1.jpg,2\n", "row 1")]
    [InlineData("url\n\"http://a.example/1.jpg\n", "never closed")]
    public async Task ReadAsync_csv_that_is_damaged_says_where(string csv, string said)
    {
        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(".csv", csv));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_row_without_url_is_listed_by_its_number()
    {
        var items = await ReadAsync(".csv", $"url,views\n{One},1\n,2\n");

        Assert.Equal([(One, null), ("", "row-2")], items.Select(item => (item.Url, item.Id)));
    }

    [Fact]
    public async Task ReadAsync_json_lines_keep_every_digit_of_an_id()
    {
        var items = await ReadAsync(".jsonl", $$"""
            {"url":"{{One}}","id":9007199254740993123,"views":3.5,"tags":["x"],"author":null}

            {"url":"{{Two}}","label":"yes"}
            """);

        Assert.Equal(["9007199254740993123", null], items.Select(item => item.Id));
        Assert.Equal(3.5, items[0].Metrics!["views"]);
        Assert.Equal("yes", items[1].Label);
    }

    [Theory]
    [InlineData("{\"url\":\"x\"}\nnot json")]
    [InlineData("{\"url\":\"x\"}\n[1]")]
    public async Task ReadAsync_json_line_that_is_no_object_is_named(string lines)
    {
        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(".jsonl", lines));

        Assert.Contains("line 2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_parquet_gives_text_and_numbers()
    {
        using var file = new MemoryStream();
        var fields = (DataField[])[new DataField<string>("url"), new DataField<long>("id"), new DataField<double?>("views"), new DataField<int>("favorites")];
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file, cancellationToken: TestContext.Current.CancellationToken))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(fields[0], new[] { One, Two });
            await group.WriteAsync<long>(fields[1], new[] { 9007199254740993, 2L }, cancellationToken: TestContext.Current.CancellationToken);
            await group.WriteAsync<double>(fields[2], (ReadOnlyMemory<double?>)new double?[] { 1.5, null }, cancellationToken: TestContext.Current.CancellationToken);
            await group.WriteAsync<int>(fields[3], new[] { 3, 4 }, cancellationToken: TestContext.Current.CancellationToken);
            group.CompleteValidate();
        }

        var items = await ReadAsync(".parquet", file.ToArray());

        Assert.Equal([(One, "9007199254740993"), (Two, "2")], items.Select(item => (item.Url, item.Id)));
        Assert.Equal([("favorites", 3), ("views", 1.5)], items[0].Metrics!.Select(metric => (metric.Key, metric.Value)));
        Assert.Equal([("favorites", 4.0)], items[1].Metrics!.Select(metric => (metric.Key, metric.Value)));
    }

    [Fact]
    public async Task ReadAsync_text_that_calls_itself_parquet_is_refused() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(".parquet", "this is no parquet file at all, it only says so"));

    private static Task<List<UrlItem>> ReadAsync(string extension, string text) => ReadAsync(extension, Encoding.UTF8.GetBytes(text));

    private static async Task<List<UrlItem>> ReadAsync(string extension, byte[] bytes) => await UrlTable
        .ReadAsync(new MemoryStream(bytes), new UrlsSource { Blob = "list" + extension }, TestContext.Current.CancellationToken)
        .ToListAsync(TestContext.Current.CancellationToken);
}

using Parquet.Serialization;

namespace PhotoScore.Functions.Tests.Scorings;

/// <summary>A row of a part, as a reader that knows nothing of its columns finds it.</summary>
internal sealed record PartRow(IReadOnlyDictionary<string, object?> Values)
{
    public string Name => (string)(Values.GetValueOrDefault("name") ?? Values["key"])!;

    public string? Class => Text("class");

    public string? ErrorCode => Text("errorCode");

    public float? Yes => (float?)Values.GetValueOrDefault("probability.yes");

    public IReadOnlyList<float>? Embedding => (Values.GetValueOrDefault("embedding") as System.Collections.IEnumerable)?.Cast<float>().ToList();

    public string? Text(string column) => (string?)Values.GetValueOrDefault(column);

    public static async Task<IEnumerable<string>> ColumnsAsync(byte[] file, CancellationToken cancellation) =>
        (await ParquetSerializer.DeserializeUntypedAsync(new MemoryStream(file), cancellationToken: cancellation)).Schema.Fields.Select(field => field.Name);

    public static async Task<IReadOnlyList<PartRow>> ReadAsync(byte[] file, CancellationToken cancellation)
    {
        var table = await ParquetSerializer.DeserializeUntypedAsync(new MemoryStream(file), cancellationToken: cancellation);
        return [.. table.Data.Select(row => new PartRow(row!))];
    }
}

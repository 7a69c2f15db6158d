using System.Text.Json;
using System.Text.Json.Serialization;

namespace PhotoScore.Local.Runtime.Durable.History;

/// <summary>
/// A segment is lines of JSON, one a batch: its number within the history, who wrote it, its events. Numbers that do not follow one
/// another show a batch that is lost or doubled; a last line without an end is a write that was cut off.
/// </summary>
internal static class LogCodec
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Encode(int number, string writer, IReadOnlyList<HistoryEvent> events) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(new Batch(number, writer, events), Json), (byte)'\n'];

    /// <summary>Adds the segment's events; gives the number of the next batch and whether the segment's end was cut off.</summary>
    public static (int Next, bool Torn) Decode(ReadOnlySpan<byte> segment, int next, List<HistoryEvent> events, string where)
    {
        while (!segment.IsEmpty)
        {
            var end = segment.IndexOf((byte)'\n');
            if (end < 0)
                return (next, true);
            var batch = JsonSerializer.Deserialize<Batch>(segment[..end], Json)!;
            if (batch.N != next)
                throw new InvalidDataException($"History {where} is damaged: batch {next} was expected, batch {batch.N} was found.");
            events.AddRange(batch.Events);
            next++;
            segment = segment[(end + 1)..];
        }

        return (next, false);
    }

    public static bool SameJson<T>(T a, T b) =>
        JsonSerializer.SerializeToUtf8Bytes(a, Json).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(b, Json));

    private sealed record Batch(int N, string By, IReadOnlyList<HistoryEvent> Events);
}

namespace PhotoScore.Local.Runtime.Durable.History;

/// <summary>The end of a history: the segment that takes the next batch, its length in bytes, and that batch's number.</summary>
internal readonly record struct LogPosition(int Segment, long Offset, int Batch)
{
    public static LogPosition Start => default;
}

namespace PhotoScore.Functions.OpenInference.Answers;

/// <summary>An output tensor of an answer: one row for each picture.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">The rows, of one length.</param>
/// <param name="Binary">Whether the numbers stand behind the JSON instead of in it.</param>
internal sealed record AnsweredTensor(string Name, IReadOnlyList<ReadOnlyMemory<float>> Rows, bool Binary)
{
    /// <summary>Numbers of a row.</summary>
    public int Columns => Rows[0].Length;

    /// <summary>Bytes of all numbers.</summary>
    public int BinarySize => Rows.Count * Columns * sizeof(float);
}

using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Runtime.Durable.Engine;

/// <summary>Picks what goes into an instance's next append: not too much at once, and no message twice.</summary>
internal sealed class Intake(IReadOnlyDictionary<string, int>? seen)
{
    private const int BatchEvents = 2_000;
    private const int BatchWeight = 1_000_000;

    private readonly Dictionary<string, int> _seen = new(seen ?? new Dictionary<string, int>());

    /// <summary>The highest message number taken from each sender's execution.</summary>
    public IReadOnlyDictionary<string, int> Seen => new Dictionary<string, int>(_seen);

    public static List<Decision> TakeBatch(Queue<Decision> decided)
    {
        var batch = new List<Decision>();
        for (var weight = 0; batch.Count < BatchEvents && weight < BatchWeight && decided.TryDequeue(out var next); weight += next.Weight)
            batch.Add(next);
        return batch;
    }

    /// <summary>Takes what has arrived for an execution; a message that was taken before counts as stored and brings nothing.</summary>
    public List<Letter> TakeLetters(Mailbox mailbox, string executionId)
    {
        var letters = new List<Letter>();
        var weight = 0;
        while (letters.Count < BatchEvents && weight < BatchWeight && mailbox.TryTake(out var letter))
        {
            if (letter.ExecutionId is not null && letter.ExecutionId != executionId)
                continue;
            if (letter.Arrival is EventRaised { Source: { } source } && !IsNew(source))
                letter = letter with { Arrival = null };
            letters.Add(letter);
            weight += letter.Arrival?.Weight ?? 0;
        }

        return letters;
    }

    /// <summary>Whether a message was not taken before; from now on it was.</summary>
    public bool IsNew(MessageId message)
    {
        if (_seen.TryGetValue(message.ExecutionId, out var last) && last >= message.TaskId)
            return false;
        _seen[message.ExecutionId] = message.TaskId;
        return true;
    }
}

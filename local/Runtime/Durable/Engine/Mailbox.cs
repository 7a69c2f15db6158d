using System.Threading.Channels;
using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Runtime.Durable.Engine;

/// <summary>Something for an instance: an arrival, or nothing but a reason to look up.</summary>
/// <param name="ExecutionId">The execution that it is for; null for whichever runs.</param>
/// <param name="Arrival">What arrived; null only wakes the instance.</param>
internal sealed record Letter(string? ExecutionId, Arrival? Arrival)
{
    /// <summary>Becomes true when the arrival is in storage, false when the instance has finished before.</summary>
    public TaskCompletionSource<bool>? Stored { get; init; }
}

/// <summary>What an instance has not looked at yet. It is open until the instance has finished.</summary>
internal sealed class Mailbox
{
    private readonly Channel<Letter> _letters = Channel.CreateUnbounded<Letter>(new() { SingleReader = true });

    private volatile bool _abandoned;

    public bool IsClosed => _letters.Reader.Completion.IsCompleted;

    /// <summary>Whether the instance was terminated: what it asked for and has not begun is no longer wanted.</summary>
    public bool IsAbandoned => _abandoned;

    public void Post(Letter letter)
    {
        if (!_letters.Writer.TryWrite(letter))
            letter.Stored?.TrySetResult(false);
    }

    /// <summary>Delivers an arrival from outside; gives false when the instance has finished.</summary>
    public Task<bool> DeliverAsync(Arrival arrival)
    {
        var stored = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(new Letter(null, arrival) { Stored = stored });
        return stored.Task;
    }

    public bool TryTake(out Letter letter) => _letters.Reader.TryRead(out letter!);

    public async Task WaitAsync(CancellationToken cancellation) => await _letters.Reader.WaitToReadAsync(cancellation);

    public void Close(bool abandoned)
    {
        _abandoned = abandoned;
        _letters.Writer.Complete();
        while (TryTake(out var letter))
            letter.Stored?.TrySetResult(false);
    }
}

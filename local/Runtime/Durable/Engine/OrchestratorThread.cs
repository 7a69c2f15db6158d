namespace PhotoScore.Local.Runtime.Durable.Engine;

/// <summary>
/// The one thread, at any time, that orchestrator code runs on. Whatever becomes ready during a turn is run before the turn ends;
/// anything that wants to go on outside a turn was waiting for something that is not durable.
/// </summary>
internal sealed class OrchestratorThread(Action trespassed) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    private volatile int _thread;

    public bool Trespassed { get; private set; }

    public bool IsCurrent => _thread == Environment.CurrentManagedThreadId;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
            _ready.Enqueue((d, state));
        else
            Trespass();
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Orchestrator code can't be called from another thread.");

    public void Trespass()
    {
        Trespassed = true;
        trespassed();
    }

    /// <summary>
    /// Runs an action and all that follows from it. The action runs without a context, so that code behind
    /// <c>ConfigureAwait(false)</c> goes on right here instead of on a pool thread.
    /// </summary>
    public void Turn(Action action)
    {
        var outer = Current;
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            SetSynchronizationContext(null);
            action();
            while (_ready.TryDequeue(out var next))
            {
                SetSynchronizationContext(this);
                next.Callback(next.State);
                SetSynchronizationContext(null);
            }
        }
        finally
        {
            _thread = 0;
            SetSynchronizationContext(outer);
        }
    }
}

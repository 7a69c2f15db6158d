namespace PhotoScore.Functions.Predictions;

/// <summary>What an instance knows of one model's routes.</summary>
internal sealed class RouterEntry
{
    private readonly Lock _lock = new();
    private volatile ServedRoutes? _served;
    private Task? _look;
    private string? _fault;

    /// <summary>What answers; null before the first look.</summary>
    public ServedRoutes? Served => _served;

    /// <summary>When <c>current.json</c> was looked at last, as a timestamp.</summary>
    public long LookedAt { get; set; }

    /// <summary>When it was asked for last, as a timestamp.</summary>
    public long UsedAt { get; set; }

    /// <summary>Whether there is no <c>current.json</c>.</summary>
    public bool IsMissing { get; set; }

    /// <summary>Whether it was given up: another one has taken its place, or will.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The look that is under way, or a new one: whoever asks meanwhile shares it.</summary>
    public Task LookOnce(Func<Task> look)
    {
        lock (_lock)
        {
            // Nobody's cancellation, as all share it.
            if (_look is null or { IsCompleted: true })
                _look = Task.Run(look);
            return _look;
        }
    }

    /// <summary>Lets loaded versions answer from now on, and lets go of those that did before.</summary>
    public void Serve(ServedRoutes routes)
    {
        ServedRoutes? before;
        lock (_lock)
        {
            before = IsClosed ? routes : _served;
            _served = IsClosed ? null : routes;
            _fault = null;
        }
        before?.Release();
    }

    /// <summary>Whether a fault is another one than the last, so that each is told once.</summary>
    public bool IsNews(string fault)
    {
        lock (_lock)
        {
            var news = _fault != fault;
            _fault = fault;
            return news;
        }
    }

    /// <summary>Gives it up.</summary>
    public void Close()
    {
        ServedRoutes? before;
        lock (_lock)
        {
            IsClosed = true;
            before = _served;
            _served = null;
        }
        before?.Release();
    }
}

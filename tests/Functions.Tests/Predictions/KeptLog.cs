using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PhotoScore.Functions.Tests.Predictions;

/// <summary>Keeps what was logged.</summary>
internal sealed class KeptLog
{
    public ConcurrentQueue<(int Event, LogLevel Level, string Message)> Lines { get; } = new();

    public IEnumerable<string> Of(int id) => Lines.Where(line => line.Event == id).Select(line => line.Message);

    public ILogger<T> For<T>() => new Logger<T>(Lines);

    private sealed class Logger<T>(ConcurrentQueue<(int, LogLevel, string)> lines) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((eventId.Id, logLevel, formatter(state, exception)));
    }
}

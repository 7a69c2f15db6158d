using System.Runtime.InteropServices;

namespace PhotoScore.Trainer.Jobs;

/// <summary>Turns Ctrl-C, SIGTERM and, on request, the end of standard input into a cancellation.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <param name="withInput">Whether to stop when standard input ends, as it does when the process that holds its other end dies.</param>
    public StopSignals(bool withInput)
    {
        _registrations = [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT }.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            Stop();
        }))];
        if (withInput)
            new Thread(WaitForEndOfInput) { IsBackground = true, Name = "parent watch" }.Start();
    }

    public CancellationToken Token => _source.Token;

    private void WaitForEndOfInput()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> ignored = stackalloc byte[256];
        while (input.Read(ignored) > 0)
        {
        }

        Stop();
    }

    private void Stop()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run has ended by itself.
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }
}

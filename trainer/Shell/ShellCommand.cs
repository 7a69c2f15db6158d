using System.CommandLine;
using Azure;
using PhotoScore.Trainer.Diagnosis;

namespace PhotoScore.Trainer.Shell;

/// <summary>What the commands for a person have in common: how they end.</summary>
internal static class ShellCommand
{
    /// <summary>All was done.</summary>
    public const int Done = 0;

    /// <summary>Nothing could be done; standard error says why.</summary>
    public const int Failed = 1;

    /// <summary>It was done, but not for every photo.</summary>
    public const int Partly = 2;

    /// <summary>Runs <paramref name="action"/>; a failure that a person can act on is told in one line.</summary>
    public static void Run(this Command command, Func<ParseResult, CancellationToken, Task<int>> action) => command.SetAction(async (result, cancellation) =>
    {
        try
        {
            return await action(result, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Failed;
        }
        catch (Exception e) when (e is ShellException or InvalidDataException or InvalidOperationException or ArgumentException or RequestFailedException
            or IOException or UnauthorizedAccessException or DiagnosedException)
        {
            await result.InvocationConfiguration.Error.WriteLineAsync(e.Message);
            return Failed;
        }
    });
}

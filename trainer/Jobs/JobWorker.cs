using System.Diagnostics;
using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using PhotoScore.Core.Json;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Jobs;

/// <summary>
/// Takes jobs from a queue and runs each as a process of its own, by the very command that a pool's machine runs: a crash of native code costs a
/// job's attempt, not the worker, and Torch's threads and device, which are one process's, are one job's. A message stays hidden while its job
/// runs and is removed when the job has ended for good.
/// </summary>
/// <param name="queue">Where jobs come from.</param>
/// <param name="poison">Where messages go that are no jobs.</param>
/// <param name="settings">How many jobs at once, and where they compute.</param>
/// <param name="log">Told of every job.</param>
internal sealed class JobWorker(QueueClient queue, QueueClient poison, WorkerSettings settings, TrainerLog log)
{
    private const string Threads = "OMP_NUM_THREADS";

    private const int MaxDequeues = 5;
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(500);

    public async Task RunAsync(CancellationToken cancellation)
    {
        log.Write($"Waiting for jobs on queue {queue.Name}, {settings.Parallel} at once.");
        await Task.WhenAll(Enumerable.Range(0, settings.Parallel).Select(_ => TakeAllAsync(cancellation)));
        log.Write("Stopped.");
    }

    private async Task TakeAllAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await queue.CreateIfNotExistsAsync(cancellationToken: cancellation);
                QueueMessage? message = await queue.ReceiveMessageAsync(Hidden, cancellation);
                if (message is null)
                    await Task.Delay(PollEvery, cancellation);
                else
                    await TakeAsync(message, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                break;
            }
            catch (RequestFailedException e)
            {
                log.Write($"Queue {queue.Name} can't be reached ({e.Status} {e.ErrorCode}); trying again.");
                await Task.Delay(TimeSpan.FromSeconds(2), cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task TakeAsync(QueueMessage message, CancellationToken cancellation)
    {
        if (Read(message) is not { } submission || message.DequeueCount > MaxDequeues)
        {
            log.Write($"A message is set aside on {poison.Name}: {(message.DequeueCount > MaxDequeues ? $"its job's process died {MaxDequeues} times" : "it is no job")}.");
            await poison.CreateIfNotExistsAsync(cancellationToken: cancellation);
            await poison.SendMessageAsync(message.Body, cancellationToken: cancellation);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellation);
            return;
        }

        log.Write($"Job {submission.Job.AbsolutePath}, attempt {submission.Attempt}.");
        using var job = Start(submission);
        var receipt = message.PopReceipt;
        var ended = job.WaitForExitAsync(CancellationToken.None);
        using var asked = cancellation.Register(() => job.StandardInput.Close());
        while (await Task.WhenAny(ended, Task.Delay(RenewEvery, CancellationToken.None)) != ended)
            receipt = (await queue.UpdateMessageAsync(message.MessageId, receipt, message.Body, Hidden, CancellationToken.None)).Value.PopReceipt;

        log.Write($"Job {submission.Job.AbsolutePath} ended with exit code {job.ExitCode}.");
        if (Enum.IsDefined((JobOutcome)job.ExitCode) && job.ExitCode != (int)JobOutcome.Stopped)
            await queue.DeleteMessageAsync(message.MessageId, receipt, CancellationToken.None);
        else
            await queue.UpdateMessageAsync(message.MessageId, receipt, message.Body, TimeSpan.Zero, CancellationToken.None);
    }

    private static TrainingSubmission? Read(QueueMessage message)
    {
        try
        {
            return JsonSerializer.Deserialize<TrainingSubmission>(message.Body, StoredJson.Compact);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Process Start(TrainingSubmission submission)
    {
        var program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(JobWorker).Assembly.Location] : [];
        string[] arguments = [.. self, "run", "--job", submission.Job.AbsoluteUri, "--attempt", $"{submission.Attempt}", "--stop-with-input"];
        if (settings.Device is { } device)
            arguments = [.. arguments, "--device", device.ToString().ToLowerInvariant()];
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true };
        // Jobs side by side share the cores; each one's threads would otherwise take them all. A person's own word stays.
        if (settings.Parallel > 1 && !start.Environment.ContainsKey(Threads))
            start.Environment[Threads] = $"{Math.Max(1, Environment.ProcessorCount / settings.Parallel)}";
        return Process.Start(start)!;
    }
}

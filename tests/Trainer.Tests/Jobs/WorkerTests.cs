using System.Diagnostics;
using System.Text.Json;
using PhotoScore.Core.Json;
using PhotoScore.Core.Training;
using PhotoScore.Testing;
using PhotoScore.Trainer.Jobs;

namespace PhotoScore.Trainer.Tests.Jobs;

/// <summary>The worker as a process of its own, with only storage between it and whoever sends jobs.</summary>
public sealed class WorkerTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Worker_runs_jobs_side_by_side_where_its_owner_says_and_cancels_each()
    {
        StoredJob[] jobs = [await StoredJob.CreateAsync(azurite, epochs: 10_000), await StoredJob.CreateAsync(azurite, epochs: 10_000)];
        var queue = azurite.Queues.GetQueueClient($"{azurite.NewPrefix()}jobs");
        await queue.CreateAsync(cancellationToken: Cancellation);
        foreach (var job in jobs)
        {
            // A GPU is asked for; the machine's owner says otherwise.
            var uri = await job.StoreAsync(job.Job with { Request = job.Job.Request with { Device = TrainingDevice.Cuda } });
            await queue.SendMessageAsync(JsonSerializer.Serialize(new TrainingSubmission(uri, 1), StoredJson.Compact), Cancellation);
        }

        using var worker = Start(queue.Name);
        await Until.TrueAsync(async () => await StageAsync(jobs[0]) == TrainingStage.Training && await StageAsync(jobs[1]) == TrainingStage.Training);
        foreach (var job in jobs)
            await job.Models.UploadBlobAsync(job.Paths.Cancel, BinaryData.Empty, Cancellation);

        await Until.TrueAsync(async () => await StageAsync(jobs[0]) == TrainingStage.Cancelled && await StageAsync(jobs[1]) == TrainingStage.Cancelled);
        await Until.TrueAsync(async () => (await queue.GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount == 0);
        worker.StandardInput.Close();
        await worker.WaitForExitAsync(Cancellation);
        Assert.Equal(0, worker.ExitCode);
    }

    private static async Task<TrainingStage> StageAsync(StoredJob job) =>
        await job.Models.GetBlobClient(job.Paths.Status).ExistsAsync(Cancellation) ? (await job.StatusAsync()).Stage : TrainingStage.Queued;

    private Process Start(string queue)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "PhotoScore.Trainer.dll");
        string[] arguments = [program, "worker", "--queue", queue, "--parallel", "2", "--device", "cpu", "--stop-with-input"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[JobStorage.ConnectionVariable] = azurite.ConnectionString;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}

using System.CommandLine;
using PhotoScore.Core.Storage;
using PhotoScore.Trainer.Jobs;

namespace PhotoScore.Trainer.Commands;

/// <summary><c>worker</c>: takes jobs from the local queue, one after the other or several at once.</summary>
internal static class WorkerCommand
{
    public static Command Create()
    {
        var queue = new Option<string>("--queue") { Description = "The queue to take jobs from.", DefaultValueFactory = _ => Containers.TrainingJobs };
        var parallel = new Option<int>("--parallel")
        {
            Description = "Jobs at once, each a process of its own. More than one pays on a GPU with memory to spare, or on many cores.",
            DefaultValueFactory = _ => 1,
        };
        parallel.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 64)
                result.AddError("--parallel takes a number from 1 to 64.");
        });
        var device = SharedOptions.Device("Left out, each job's request decides.");
        var withParent = new Option<bool>("--stop-with-input") { Description = "Stop when standard input ends.", Hidden = true };
        var command = new Command("worker", $"Take training jobs from a queue until stopped. Storage is reached by {JobStorage.ConnectionVariable}.")
        {
            queue, parallel, device, withParent,
        };
        command.SetAction(async (result, cancellation) =>
        {
            if (Environment.GetEnvironmentVariable(JobStorage.ConnectionVariable) is not { Length: > 0 } connection)
            {
                await result.InvocationConfiguration.Error.WriteLineAsync($"Set {JobStorage.ConnectionVariable} to a storage connection string.");
                return 1;
            }

            using var signals = new StopSignals(result.GetValue(withParent));
            var log = new TrainerLog(result.InvocationConfiguration.Output, TimeProvider.System);
            var (storage, name) = (JobStorage.FromConnection(connection), result.GetRequiredValue(queue));
            await new JobWorker(storage.Queue(name), storage.Queue($"{name}-poison"), new WorkerSettings(result.GetValue(parallel), result.GetValue(device)), log).RunAsync(signals.Token);
            return 0;
        });
        return command;
    }
}

using System.CommandLine;
using PhotoScore.Core.Storage;
using PhotoScore.Trainer.Jobs;

namespace PhotoScore.Trainer.Commands;

/// <summary><c>worker</c>: takes jobs from the local queue, one after the other.</summary>
internal static class WorkerCommand
{
    public static Command Create()
    {
        var queue = new Option<string>("--queue") { Description = "The queue to take jobs from.", DefaultValueFactory = _ => Containers.TrainingJobs };
        var withParent = new Option<bool>("--stop-with-input") { Description = "Stop when standard input ends.", Hidden = true };
        var command = new Command("worker", $"Take training jobs from a queue until stopped. Storage is reached by {JobStorage.ConnectionVariable}.") { queue, withParent };
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
            await new JobWorker(storage.Queue(name), storage.Queue($"{name}-poison"), log).RunAsync(signals.Token);
            return 0;
        });
        return command;
    }
}

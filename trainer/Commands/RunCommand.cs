using System.CommandLine;
using System.CommandLine.Parsing;
using Azure;
using PhotoScore.Trainer.Jobs;

namespace PhotoScore.Trainer.Commands;

/// <summary><c>run</c>: one job, from its URI to a published model.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var job = new Option<Uri>("--job") { Description = "The URI of the job.json blob.", Required = true, CustomParser = ParseUri };
        var attempt = new Option<int>("--attempt") { Description = "Which submission of the job this is.", DefaultValueFactory = _ => 1 };
        var checkpoint = new Option<double>("--checkpoint-seconds")
        {
            Description = "A lost machine costs at most this much training.",
            DefaultValueFactory = _ => 30,
        };
        var device = SharedOptions.Device("Left out, the job's request decides.");
        var withParent = new Option<bool>("--stop-with-input") { Description = "Save a checkpoint and stop when standard input ends.", Hidden = true };
        var command = new Command(
            "run",
            $"Train and publish one model. Storage is reached by {JobStorage.ConnectionVariable} where it is set, otherwise by managed identity. " +
            "Exit code: 0 published, 1 failed, 3 cancelled, 4 a newer attempt took over, 75 stopped after a checkpoint (run it again).")
        {
            job, attempt, checkpoint, device, withParent,
        };
        command.SetAction(async (result, cancellation) =>
        {
            using var signals = new StopSignals(result.GetValue(withParent));
            var log = new TrainerLog(result.InvocationConfiguration.Output, TimeProvider.System);
            var uri = result.GetRequiredValue(job);
            try
            {
                return (int)await new JobRunner(log, TimeProvider.System, result.GetValue(device)).RunAsync(
                    JobStorage.For(uri), uri, result.GetValue(attempt), TimeSpan.FromSeconds(result.GetValue(checkpoint)), signals.Token);
            }
            catch (Exception e) when (e is RequestFailedException or InvalidDataException)
            {
                await result.InvocationConfiguration.Error.WriteLineAsync($"{uri} could not be run: {e.Message}");
                return (int)JobOutcome.Failed;
            }
        });
        return command;
    }

    private static Uri? ParseUri(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.AbsolutePath.Length > 1)
            return uri;
        result.AddError($"'{text}' is not an http or https address of a job.json blob.");
        return null;
    }
}
